import pytest

from compliance.cli.options import pages_of
from compliance.errors import UsageError


@pytest.mark.parametrize("text", ["", "0-3", "3-2", "a-b", "-4", "1-2-3", "1234567"])
def test_no_range_of_pages(text: str) -> None:
    """Pages count from 1, and the first is not after the last."""
    with pytest.raises(UsageError, match="is no range of pages"):
        pages_of(text)


def test_no_pages_asked_for() -> None:
    """All are read then."""
    assert pages_of(None) is None
