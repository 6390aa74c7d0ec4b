"""A running Spark: what is started, what it says, and what happens when it fails."""

import importlib
import os
import sys
import tempfile
from collections.abc import Iterator
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
    library, protocol = _module("pyspark"), _module("py4j.protocol")
    with tempfile.TemporaryFile() as log:
        try:
            context = _started(library, master, log)
        except library.errors.PySparkRuntimeError as error:
            raise UsageError(
                "spark-without-java", where="--engine spark", what="Spark does not start",
                why=_last(log) or str(error),
                remedy="install Java 17 or newer and let JAVA_HOME name its folder",
            ) from error  # fmt: skip
        except protocol.Py4JError as error:
            raise _failed(
                error, "check the name of the master and that it runs"
            ) from error
        try:
            yield context
        except protocol.Py4JError as error:
            raise _failed(error, "see the log of Spark, and docs/spark.md") from error
        finally:
            context.stop()


def _module(name: str) -> Any:
    """Return a module of the extra; it is not at the top, as few have it."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise UsageError(
            "spark-missing", where="--engine spark", what="Spark cannot be used",
            why=f"{error.name} is not installed",
            remedy="install it with `pip install 'compliance[spark]'`, or leave the option out",
        ) from error  # fmt: skip


def _started(library: Any, master: str, log: BinaryIO) -> Any:
    # spark-submit has started Java already and says so here, and only here.
    if "PYSPARK_GATEWAY_PORT" in os.environ:
        return library.SparkContext()
    alone = master.startswith("local")
    conf = library.SparkConf().setMaster(master)
    conf.setAll([*_EVERYWHERE.items(), *(_ALONE if alone else {}).items()])
    if not alone:
        return library.SparkContext(conf=conf)
    # Spark's own words go to a log, of which the last line is shown if it fails.
    gateway = library.java_gateway.launch_gateway(conf, {"stdout": log, "stderr": log})
    context = library.SparkContext(conf=conf, gateway=gateway)
    context.pythonExec = sys.executable
    return context


def _last(log: BinaryIO) -> str:
    log.seek(0)
    lines = [line.strip() for line in log.read().decode(errors="replace").splitlines()]
    return visible(next((line for line in reversed(lines) if line), ""))


def _failed(error: Exception, remedy: str) -> InternalError:
    """Return the one line for an error of Spark, which says its cause before its stack."""
    said = str(error).partition("\n\tat ")[0].splitlines()
    told = [line.strip() for line in said if line.strip() and "SQLSTATE" not in line]
    return InternalError(
        "spark-failed", where="Spark", what="the works were not linked",
        why=visible(told[-1]) if told else type(error).__name__, remedy=remedy,
    )  # fmt: skip
