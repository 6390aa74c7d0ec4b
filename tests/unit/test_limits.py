import pytest

from compliance import limits
from compliance.limits import LIMITS, Limit


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.name)
def test_what_is_printed_is_what_holds(limit: Limit) -> None:
    """A limit is printed with the value of its constant, its unit and its reason."""
    assert limit.value == getattr(limits, limit.name)
    assert limit.value > 0
    assert limit.unit
    assert limit.why


def test_every_limit_is_printed_once() -> None:
    """No constant of the module is kept from the reader, units apart."""
    units = {"KIB", "MIB", "GIB", "LIMITS"}
    constants = [name for name in vars(limits) if name.isupper() and name not in units]

    assert sorted(constants) == sorted(limit.name for limit in LIMITS)
