import csv
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from compliance.errors import InternalError, UsageError
from compliance.linkage.matching.engine import BATCH
from compliance.linkage.matching.table import Columns, table_of
from compliance.linkage.spark.engine import linked
from compliance.linkage.spark.session import module, one_line, session
from tests.conftest import ROOT
from tests.unit.linkage.spark.test_engine import columns, embedded, same, saved

LABELLED = ROOT.parent / "shared" / "linkage"

needs_spark = pytest.mark.skipif(
    importlib.util.find_spec("pyspark") is None, reason="pyspark is not installed"
)
needs_java = pytest.mark.skipif(
    shutil.which("java") is None, reason="Java is not installed"
)


def test_spark_that_is_not_installed() -> None:
    """A missing library is one line that says what to install."""
    with pytest.raises(UsageError, match=r"pip install 'compliance\[spark\]'") as error:
        module("spark_of_another_name")

    assert error.value.code == "spark-missing"


@needs_spark
def test_java_that_is_not_there(tmp_path: Path) -> None:
    """A missing Java is one line that says what to install."""
    asked = "from compliance.linkage.spark.session import session as s; s('local[1]').__enter__()"

    # A process of its own: pyspark leaves open what it could not start.
    told = subprocess.run(
        [sys.executable, "-c", asked], env={**os.environ, "JAVA_HOME": str(tmp_path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    last = told.stderr.splitlines()[-1]
    assert "UsageError: --engine spark: Spark does not start: " in last
    assert last.endswith("let JAVA_HOME name its folder [spark-without-java]")
    assert "bin/java" in last


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """Give a Spark on this machine."""
    with session("local[2]") as context:
        yield context


@needs_spark
@needs_java
def test_spark_gives_the_links_of_the_embedded_engine(
    spark: Any, tmp_path: Path
) -> None:
    """Two parts give on Spark what they give without it, to the digit."""
    folders = saved([columns(60, 1), columns(90, 2)], tmp_path)
    works = table_of(columns(BATCH + 20, 3), {})

    assert same(linked(spark, works, folders), embedded(works, folders))


@needs_spark
@needs_java
@pytest.mark.skipif(not LABELLED.is_dir(), reason="../shared is not here")
def test_publications(spark: Any, tmp_path: Path) -> None:
    """A published list of articles gives on Spark what it gives without it."""
    entries = read(LABELLED / "dblp_acm_catalog.csv")
    half = len(entries.title) // 2
    halves = (
        Columns(*(column[:half] for column in entries)),
        Columns(*(column[half:] for column in entries)),
    )
    folders = saved(halves, tmp_path)
    works = table_of(read(LABELLED / "dblp_acm_works.csv"), {})

    assert same(linked(spark, works, folders), embedded(works, folders))


@needs_spark
@needs_java
def test_a_task_that_fails(spark: Any) -> None:
    """What breaks in a task is one line with its last words."""
    task = spark.parallelize([0], 1).map(lambda each: 1 // each)

    with (
        pytest.raises(InternalError, match="ZeroDivisionError") as error,
        one_line("…"),
    ):
        task.collect()

    assert error.value.code == "spark-failed"


def read(file: Path) -> Columns:
    """Return the columns of a file."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return Columns(*([row[name] for row in rows] for name in Columns._fields))
