from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that rewrites golden files."""
    parser.addoption("--regold", action="store_true", help="rewrite golden files")


@pytest.fixture
def shared() -> Path:
    """Return the folder of published filings and catalogs, or skip without it."""
    if not SHARED.is_dir():
        pytest.skip("the published filings and catalogs are not beside the project")
    return SHARED
