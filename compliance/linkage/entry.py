"""One entry of a catalog, in the standard columns."""

from typing import Final, NamedTuple


class Entry(NamedTuple):
    """One work as its owner states it. A tuple, for there are millions.

    All values are text, as stated; a column that holds several joins them with
    ``|``, and `several` parts them.
    """

    record_id: str = ""
    work_type: str = ""
    title: str = ""
    alt_titles: str = ""
    creators: str = ""
    """``role:name``, several."""
    owner_name: str = ""
    owner_id: str = ""
    share: str = ""
    territory: str = ""
    first_date: str = ""
    identifiers: str = ""
    """``scheme:value``, several."""
    registrations: str = ""
    """``us:number@date``, several."""
    urls: str = ""
    domains: str = ""
    licence: str = ""
    licensed_to: str = ""
    """``party:scope:from:to``, several."""
    reservations: str = ""
    """Ids of reservations, several."""
    updated_at: str = ""
    container: str = ""
    """What it appeared in: a journal, an album, a collection."""
    works: str = ""
    """``scheme:value`` of the works it is an edition or recording of, several."""


COLUMNS: Final = Entry._fields
REQUIRED: Final = ("record_id", "work_type", "title")
SEVERAL: Final = frozenset({
    "alt_titles", "creators", "identifiers", "registrations", "urls", "domains",
    "licensed_to", "reservations", "works",
})  # fmt: skip
WORK_TYPES: Final = (
    "musical_work", "lyrics", "sound_recording", "audiovisual_recording", "artwork",
    "image", "book", "article", "periodical", "software", "data", "website", "catalogue",
)  # fmt: skip
"""What an entry can be; ``catalogue`` stands for all works of an owner."""


def several(value: str) -> list[str]:
    """Return the values that a column holds, without blanks around them.

    >>> several("isbn:9780306406157| doi:10.1000/1 |")
    ['isbn:9780306406157', 'doi:10.1000/1']
    """
    if "|" not in value:
        return [value] if value else []
    return [part.strip() for part in value.split("|") if part.strip()]
