import pytest

from compliance.model import Bearing, Disclosed
from compliance.reservations import Collection, Reservation, bearings

SITE = Disclosed(kind="domain", text="alder.example", at="/x", field_id="x")


def bearing(
    *,
    since: str = "2023-06-01",
    until: str = "",
    agents: tuple[str, ...] = (),
    value: str = "reserved",
    licence: str = "",
    start: str = "2024-03",
    end: str = "2025-11",
) -> Bearing:
    """Return how one reservation bears on one collection."""
    reservation = Reservation(
        id="R", scope_kind="domain", scope_value="alder.example", value=value,
        agents=agents, since=since, until=until,
    )  # fmt: skip
    collection = Collection(
        provider="Lindenbach Sprachmodelle GmbH, Ulm",
        crawlers=("LindenBot",),
        start=start,
        end=end,
    )
    licences = (licence,) if licence else ()
    return [
        b.bearing for b in bearings("E", SITE, (reservation,), licences, collection)
    ][-1]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param({}, Bearing.CONFLICT, id="in force while collected"),
        pytest.param({"since": "2025-11-30"}, Bearing.CONFLICT, id="in the last month"),
        pytest.param({"since": "2025-12-01"}, Bearing.LATER, id="the month after"),
        pytest.param({"since": ""}, Bearing.CANNOT_TELL, id="since when is not known"),
        pytest.param({"end": ""}, Bearing.CANNOT_TELL, id="no end of collection"),
        pytest.param({"until": "2024-02-01"}, Bearing.LATER, id="over before it began"),
        pytest.param(
            {"until": "2024-03-01"}, Bearing.CONFLICT, id="over after it began"
        ),
        pytest.param(
            {"until": "2024-02-01", "start": ""}, Bearing.CANNOT_TELL, id="no start"
        ),
        pytest.param(
            {"agents": ("OtherBot",)}, Bearing.CANNOT_TELL, id="another crawler's"
        ),
        pytest.param({"agents": ("lindenbot",)}, Bearing.CONFLICT, id="this crawler's"),
        pytest.param({"agents": ("*",)}, Bearing.CONFLICT, id="everybody's"),
        pytest.param({"value": "unknown"}, Bearing.CANNOT_TELL, id="value unknown"),
        pytest.param(
            {"licence": "Lindenbach Sprachmodelle GmbH:training:2024-01-01:2026-12-31"},
            Bearing.LICENSED,
            id="a licence beats it",
        ),
        pytest.param(
            {"licence": "Lindenbach Sprachmodelle GmbH:training:2025-01-01:"},
            Bearing.CONFLICT,
            id="a licence that began later",
        ),
        pytest.param(
            {"licence": "Linden:training::"}, Bearing.CONFLICT, id="another's licence"
        ),
    ],
)
def test_a_reservation_bears_on_what_was_collected_under_it(
    given: dict[str, str], expected: Bearing
) -> None:
    """Dates decide where they are known, and nothing is decided where they are not."""
    assert bearing(**given) is expected  # type: ignore[arg-type]
