"""ONIX for Books 3, reference names and short tags: an entry per product."""

import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final

from compliance.frontdoor import refusal
from compliance.linkage.entry import COLUMNS, Entry
from compliance.linkage.rows import RawRow, Table, framing, quarantined
from compliance.linkage.xml_records import Cut, Node, XmlRecords

ROOTS: Final = ("ONIXMessage", "ONIXmessage")

# Source: EDItEUR, ONIX for Books 3.0 and 3.1, tag names; the short ones by reference.
_SHORT: Final[Mapping[str, str]] = {
    "ONIXmessage": "ONIXMessage", "product": "Product", "a001": "RecordReference",
    "a002": "NotificationType", "productidentifier": "ProductIdentifier",
    "b221": "ProductIDType", "b233": "IDTypeName", "b244": "IDValue",
    "descriptivedetail": "DescriptiveDetail", "b012": "ProductForm",
    "titledetail": "TitleDetail", "b202": "TitleType", "titleelement": "TitleElement",
    "x409": "TitleElementLevel", "b203": "TitleText", "b030": "TitlePrefix",
    "b031": "TitleWithoutPrefix", "b029": "Subtitle", "collection": "Collection",
    "contributor": "Contributor", "b035": "ContributorRole", "b036": "PersonName",
    "b037": "PersonNameInverted", "b039": "NamesBeforeKey", "b040": "KeyNames",
    "b047": "CorporateName", "epubusageconstraint": "EpubUsageConstraint",
    "x318": "EpubUsageType", "x319": "EpubUsageStatus",
    "publishingdetail": "PublishingDetail", "imprint": "Imprint", "b079": "ImprintName",
    "publisher": "Publisher", "b291": "PublishingRole", "b081": "PublisherName",
    "publishingdate": "PublishingDate", "x448": "PublishingDateRole", "b306": "Date",
    "copyrightstatement": "CopyrightStatement", "copyrightowner": "CopyrightOwner",
    "relatedmaterial": "RelatedMaterial", "relatedwork": "RelatedWork",
    "x454": "WorkRelationCode", "workidentifier": "WorkIdentifier",
    "b201": "WorkIDType", "relatedproduct": "RelatedProduct",
    "x455": "ProductRelationCode",
}  # fmt: skip
_NAMESPACE: Final = re.compile(
    r"http://ns\.editeur\.org/onix/3\.[01]/(?:reference|short)"
)
_PRODUCT_IDS: Final = {
    "02": "isbn", "15": "isbn", "03": "gtin", "06": "doi", "05": "ismn", "25": "ismn",
}  # fmt: skip
_WORK_IDS: Final = {"02": "isbn", "15": "isbn", "06": "doi", "11": "istc"}
_ROLES: Final = {
    "A01": "author",
    "B01": "editor",
    "B06": "translator",
    "A12": "illustrator",
}
_FORMATS: Final = frozenset({"06", "13", "27"})
"""Relations to another format of the same work."""

_WITHDRAWN: Final = "05"
_RESERVED: Final = (
    "text and data mining reserved (ONIX list 145 code 11, list 146 code 03)"
)


def read_onix(file: BinaryIO, name: str, namespace: str) -> Table:
    """Return the products of a message, in the standard columns.

    Args:
        file: The file, at its start.
        name: Its name, for refusals.
        namespace: Of its root element; some senders leave it out.

    Raises:
        InputRefusedError: it is of another version.
    """
    if namespace and not _NAMESPACE.fullmatch(namespace):
        raise refusal(
            "onix-version", name, "is not readable as a catalog",
            f"it is a message of {namespace}", "export it as ONIX 3.0 or 3.1",
        )  # fmt: skip
    notes: list[str] = []
    return Table(COLUMNS, 0, _rows(file, name, notes), (), notes)


def _rows(file: BinaryIO, name: str, notes: list[str]) -> Iterator[RawRow]:
    wanted = {"ONIXMessage": frozenset({"Product"})}
    withdrawn = number = 0
    for number, record in enumerate(XmlRecords(file, name, wanted, _SHORT), start=1):
        if isinstance(record, Node) and record.first("NotificationType") == _WITHDRAWN:
            withdrawn += 1
            yield framing(number, 1)
        else:
            yield _row(number, record)
    if withdrawn:
        notes.append(
            f"Products that the message withdraws, not among the entries: {withdrawn:,}."
        )
    if not number:
        yield framing(1, 1)


def _row(number: int, record: Node | Cut) -> RawRow:
    if isinstance(record, Cut):
        return quarantined(number, 1, record.why, f"{record.name}, line {record.line}")
    entry = _entry(record)
    if not (entry.title and entry.record_id):
        what = "title" if entry.record_id else "reference and no identifier"
        shown = f"{entry.record_id} {entry.title}, line {record.line}"
        return quarantined(number, 1, f"a product without {what}", shown)
    return RawRow(number, 1, entry, "", "")


def _entry(product: Node) -> Entry:
    titles = list(dict.fromkeys(_titles(product)))
    identifiers = [
        f"{scheme}:{node.first('IDValue')}"
        for node in product.all("ProductIdentifier")
        if (scheme := _PRODUCT_IDS.get(node.first("ProductIDType"), ""))
    ]
    first = identifiers[0].partition(":")[2] if identifiers else ""
    return Entry(
        record_id=product.first("RecordReference") or first,
        work_type=_kind(product.first("DescriptiveDetail", "ProductForm")),
        title=titles[0] if titles else "",
        alt_titles="|".join(titles[1:]),
        creators="|".join(_creators(product)),
        owner_name=_owner(product),
        first_date=_published(product),
        identifiers="|".join(dict.fromkeys(identifiers)),
        licence=_RESERVED if _is_reserved(product) else "",
        container=_collection(product),
        works="|".join(dict.fromkeys(_works(product))),
    )


def _kind(form: str) -> str:
    """Return the kind of work by the form of the product (ONIX list 150)."""
    if form.startswith("V"):
        return "audiovisual_recording"
    return "musical_work" if form == "PI" else "book"


def _titles(product: Node) -> Iterator[str]:
    """Yield the titles, the distinctive one first, each also with its subtitle."""
    details = list(product.all("DescriptiveDetail", "TitleDetail"))
    details.sort(key=lambda node: node.first("TitleType") != "01")
    for element in (each for node in details for each in node.all("TitleElement")):
        if element.first("TitleElementLevel") in ("", "01"):
            title, below = _title(element), element.first("Subtitle")
            if title:
                yield title
            if title and below:
                yield f"{title}: {below}"


def _title(element: Node) -> str:
    split = f"{element.first('TitlePrefix')} {element.first('TitleWithoutPrefix')}"
    return element.first("TitleText") or split.strip()


def _collection(product: Node) -> str:
    path = ("DescriptiveDetail", "Collection", "TitleDetail", "TitleElement")
    return next((title for each in product.all(*path) if (title := _title(each))), "")


def _creators(product: Node) -> Iterator[str]:
    for node in product.all("DescriptiveDetail", "Contributor"):
        parts = f"{node.first('NamesBeforeKey')} {node.first('KeyNames')}".strip()
        name = (
            node.first("PersonName") or parts or node.first("PersonNameInverted")
            or node.first("CorporateName")
        )  # fmt: skip
        if name:
            yield f"{_ROLES.get(node.first('ContributorRole'), 'contributor')}:{name}"


def _owner(product: Node) -> str:
    for owner in product.all(
        "PublishingDetail", "CopyrightStatement", "CopyrightOwner"
    ):
        if named := owner.first("PersonName") or owner.first("CorporateName"):
            return named
    return product.first(
        "PublishingDetail", "Publisher", "PublisherName"
    ) or product.first("PublishingDetail", "Imprint", "ImprintName")


def _published(product: Node) -> str:
    dates = {
        node.first("PublishingDateRole"): node.first("Date")
        for node in product.all("PublishingDetail", "PublishingDate")
    }
    # First published in any form, else this edition.
    day = dates.get("11") or dates.get("01") or ""
    parts = (day[:4], day[4:6], day[6:8])
    return "-".join(part for part in parts if part) if day.isdigit() else day


def _is_reserved(product: Node) -> bool:
    return any(
        (node.first("EpubUsageType"), node.first("EpubUsageStatus")) == ("11", "03")
        for node in product.all("DescriptiveDetail", "EpubUsageConstraint")
    )


def _works(product: Node) -> Iterator[str]:
    """Yield the works it is an edition of, and the formats it goes with."""
    for work in product.all("RelatedMaterial", "RelatedWork"):
        if work.first("WorkRelationCode") == "01":
            yield from (_work(each) for each in work.all("WorkIdentifier"))
    own = list(product.all("ProductIdentifier"))
    others = [
        each
        for node in product.all("RelatedMaterial", "RelatedProduct")
        if node.first("ProductRelationCode") in _FORMATS
        for each in node.all("ProductIdentifier")
    ]
    for node in (*own, *others):
        if node.first("ProductIDType") == "15":
            digits = node.first("IDValue").replace("-", "").replace(" ", "")
            yield f"format-of:{digits}"


def _work(node: Node) -> str:
    scheme = _WORK_IDS.get(node.first("WorkIDType"))
    whose = node.first("IDTypeName").replace(":", " ")
    return f"{scheme or f'work of {whose}'.strip()[:19]}:{node.first('IDValue')}"
