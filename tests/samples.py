"""The samples, each read once: reading one starts a process, and nothing changes one."""

from functools import cache
from pathlib import Path

from compliance.datafiles import root
from compliance.intake import read_submission
from compliance.model import Submission

ROOT = root()
SAMPLES = tuple(sorted(ROOT.glob("samples/*/*/submission.*")))


@cache
def submission_of(sample: Path) -> Submission:
    """Return the submission in one of the samples."""
    return read_submission(sample)
