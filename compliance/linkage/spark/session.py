"""A running Spark: what is started, what it says, and what happens when it fails."""

import importlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, Final

from compliance.errors import InternalError, UsageError
from compliance.frontdoor import visible

LOCAL: Final = "local[2]"
"""The master if none is named: two threads of this machine."""
_EVERYWHERE: Final = {
    "spark.app.name": "compliance link",
    # What is collected is bounded by the works, which the driver holds anyway.
    "spark.driver.maxResultSize": "0",
}
_ALONE: Final = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
"""What is set when Spark runs on this machine alone: it then needs no network."""
_SQL: Final = "SQLSTATE"
"""What stands in lines that tell databases, not people, what happened."""


@contextmanager
def session(master: str) -> Iterator[Any]:
    """Give the context of a Spark that is stopped afterwards.

    Args:
        master: ``local[N]`` or the URL of a cluster. Under ``spark-submit`` what that
            was told counts, and `master` does not.

    Raises:
        UsageError: Spark or Java is not installed.
        InternalError: Spark fails.
    """
    library = module("pyspark")
    # spark-submit has started Java already and says so here, and only here.
    if "PYSPARK_GATEWAY_PORT" in os.environ:
        with _stopped(library, {}) as context:
            yield context
    elif not master.startswith("local"):
        conf = library.SparkConf().setMaster(master).setAll(_EVERYWHERE.items())
        with _stopped(library, {"conf": conf}) as context:
            yield context
    else:
        with _alone(library, master) as context:
            yield context


@contextmanager
def one_line(remedy: str) -> Iterator[None]:
    """Make one line of an error of Spark, which says its cause before its stack."""
    try:
        yield
    except module("py4j.protocol").Py4JError as error:
        said = str(error).partition("\n\tat ")[0].splitlines()
        told = [line.strip() for line in said if line.strip() and _SQL not in line]
        raise InternalError(
            "spark-failed", where="Spark", what="the works were not linked",
            why=visible(told[-1]) if told else type(error).__name__, remedy=remedy,
        ) from error  # fmt: skip


@contextmanager
def _stopped(library: Any, settings: dict[str, Any]) -> Iterator[Any]:
    with one_line("check the name of the master and that it runs"):
        context = _with_java(library, lambda: library.SparkContext(**settings))
    try:
        with one_line("see docs/spark.md, and the log of Spark"):
            yield context
    finally:
        context.stop()


@contextmanager
def _alone(library: Any, master: str) -> Iterator[Any]:
    """Give the context of a Spark on this machine, whose Java ends with it."""
    conf = library.SparkConf().setMaster(master)
    conf.setAll([*_EVERYWHERE.items(), *_ALONE.items()])
    with tempfile.TemporaryFile() as log:
        said = {"stdout": log, "stderr": log}
        launch = library.java_gateway.launch_gateway
        gateway = _with_java(library, lambda: launch(conf, said), log)
        try:
            with _stopped(library, {"conf": conf, "gateway": gateway}) as context:
                context.pythonExec = sys.executable
                yield context
        finally:
            _end(library.SparkContext, gateway)


def _with_java(
    library: Any, start: Callable[[], Any], log: BinaryIO | None = None
) -> Any:
    try:
        return start()
    except library.errors.PySparkRuntimeError as error:
        raise UsageError(
            "spark-without-java", where="--engine spark", what="Spark does not start",
            why=(_first(log) if log else "") or visible(str(error)),
            remedy="install Java 17 or newer and let JAVA_HOME name its folder",
        ) from error  # fmt: skip


def _end(kept: Any, gateway: Any) -> None:
    gateway.shutdown()
    gateway.proc.stdin.close()
    gateway.proc.wait()
    # Spark keeps what it once connected to, though it is gone.
    kept._gateway = kept._jvm = None


def module(name: str) -> Any:
    """Return a module of the extra; it is not at the top, as few have it."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise UsageError(
            "spark-missing", where="--engine spark", what="Spark cannot be used",
            why=f"{error.name} is not installed",
            remedy="install it with `pip install 'compliance[spark]'`, or leave the option out",
        ) from error  # fmt: skip


def _first(log: BinaryIO) -> str:
    log.seek(0)
    lines = [line.strip() for line in log.read().decode(errors="replace").splitlines()]
    return visible(next(filter(None, lines), ""))
