"""A copy of a Word file with a comment at each finding."""

import io
import posixpath
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any, Final

from lxml import etree

from compliance.annotate.remarks import AUTHOR, Remark, Remarks, head_of
from compliance.intake.docx_names import attribute, child, name_of, tag_of, within
from compliance.intake.docx_package import Package
from compliance.intake.docx_reader import opened

_TYPES: Final = "[Content_Types].xml"
_TYPES_NAMES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_LINKS_NAMES: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_IS_COMMENTS: Final = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
)
_OPEN: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
)
_STRICT: Final = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def with_comments(data: bytes, name: str, remarks: Remarks) -> bytes:
    """Return the Word file in `data` with a comment for each remark.

    A remark stands at the paragraph where its place begins; the summary, with the
    findings that have none, at the first paragraph. All else stays as it is. The same
    remarks give the same bytes.

    Raises:
        InputRefusedError: the file cannot be read.
    """
    read = opened(data, name)
    order = {each: at for at, each in enumerate(within(read.package.document, "w:p"))}
    document = _root(read.package, read.package.main)
    paragraphs = list(within(document, "w:p"))
    placed: list[tuple[Any, Sequence[str]]] = []
    lost: list[Remark] = []
    for remark in remarks.notes:
        at = order.get(read.anchors.get(remark.place.path))
        if at is None:
            lost.append(remark)
        else:
            placed.append((_outside_boxes(paragraphs[at]), remark.words))
    placed.insert(0, (_outside_boxes(paragraphs[0]), head_of(remarks, lost)))
    part, comments, changed = _comments_part(read.package, document)
    first = 1 + max(
        (int(_id(each)) for each in comments if _id(each).isdecimal()), default=-1
    )
    for number, (paragraph, words) in enumerate(placed, first):
        _mark(paragraph, number)
        comments.append(_comment(comments, number, words, remarks.day))
    changed |= {read.package.main: _bytes(document), part: _bytes(comments)}
    return _rewritten(data, changed)


def _root(package: Package, part: str) -> Any:
    """Return a part as it is, with its comments and instructions."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(package.body_of(part), parser)


def _bytes(root: Any) -> bytes:
    return etree.tostring(  # type: ignore[no-any-return]  # lxml is not typed
        root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
    )


def _id(element: Any) -> str:
    return attribute(element, "w:id") or "" if isinstance(element.tag, str) else ""


def _outside_boxes(paragraph: Any) -> Any:
    """Return the paragraph a text box is anchored in: no comment may stand in one."""
    above, found = paragraph.getparent(), paragraph
    while above is not None:
        if name_of(above) == "w:txbxContent":
            while name_of(above) != "w:p":
                above = above.getparent()
            found = above
        above = above.getparent()
    return found


def _mark(paragraph: Any, number: int) -> None:
    """Mark a paragraph as what comment `number` is on."""
    key = tag_of("w:id", paragraph)
    start = etree.Element(tag_of("w:commentRangeStart", paragraph), {key: str(number)})
    end = etree.Element(tag_of("w:commentRangeEnd", paragraph), {key: str(number)})
    run = etree.Element(tag_of("w:r", paragraph))
    etree.SubElement(run, tag_of("w:commentReference", paragraph), {key: str(number)})
    paragraph.insert(0 if child(paragraph, "w:pPr") is None else 1, start)
    paragraph.append(end)
    paragraph.append(run)


def _comment(comments: Any, number: int, words: Sequence[str], day: str) -> Any:
    key = {
        "w:id": str(number), "w:author": AUTHOR, "w:initials": AUTHOR[0],
        "w:date": f"{day}T00:00:00Z",
    }  # fmt: skip
    comment = etree.Element(
        tag_of("w:comment", comments),
        {tag_of(name, comments): value for name, value in key.items()},
    )
    for line in words:
        paragraph = etree.SubElement(comment, tag_of("w:p", comments))
        run = etree.SubElement(paragraph, tag_of("w:r", comments))
        etree.SubElement(run, tag_of("w:t", comments)).text = line
    return comment


def _comments_part(
    package: Package, document: Any
) -> tuple[str, Any, dict[str, bytes]]:
    """Return the part for comments, and what else changes where there was none."""
    folder, _, file = package.main.rpartition("/")
    for relation in package.relations(package.main).values():
        if relation.kind == "comments" and not relation.outside:
            known = package.xml(relation.target)
            if known is not None:
                return relation.target, _root(package, relation.target), {}
    part = posixpath.join(folder, _free("comments.xml", folder, package))
    links_part = posixpath.join(folder, "_rels", f"{file}.rels")
    links = (
        etree.Element(f"{{{_LINKS_NAMES}}}Relationships", nsmap={None: _LINKS_NAMES})
        if package.xml(links_part) is None
        else _root(package, links_part)
    )
    tag = tag_of("w:comments", document)
    is_strict = tag.startswith("{http://purl.oclc.org/")
    taken = {str(each.get("Id")) for each in links}
    link = etree.SubElement(links, f"{{{_LINKS_NAMES}}}Relationship")
    link.set("Id", next(f"rId{n}" for n in range(1, 10_000) if f"rId{n}" not in taken))
    link.set("Type", _STRICT if is_strict else _OPEN)
    link.set("Target", posixpath.basename(part))
    types = _root(package, _TYPES)
    etree.SubElement(
        types, f"{{{_TYPES_NAMES}}}Override",
        {"PartName": f"/{part}", "ContentType": _IS_COMMENTS},
    )  # fmt: skip
    comments = etree.Element(tag, nsmap={"w": tag[1:].partition("}")[0]})
    return part, comments, {links_part: _bytes(links), _TYPES: _bytes(types)}


def _free(name: str, folder: str, package: Package) -> str:
    """Return a name for a part that no other part has."""
    stem, _, ending = name.rpartition(".")
    names = [name, *(f"{stem}{number}.{ending}" for number in range(2, 1_000))]
    return next(n for n in names if not package.has(posixpath.join(folder, n)))


def _rewritten(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """Return the archive in `data` with some members changed and some added."""
    file = io.BytesIO()
    waiting = {name.casefold(): (name, body) for name, body in changed.items()}
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for member in old.infolist():
            _, body = waiting.pop(member.filename.casefold(), ("", None))
            copy = zipfile.ZipInfo(member.filename, member.date_time)
            copy.compress_type = member.compress_type
            copy.external_attr = member.external_attr
            new.writestr(copy, old.read(member) if body is None else body)
        for name, body in waiting.values():
            added = zipfile.ZipInfo(name, _EPOCH)
            added.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(added, body)
    return file.getvalue()
