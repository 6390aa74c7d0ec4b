"""Word files made part by part, so that a test says every byte that matters."""

import io
import zipfile
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final
from xml.sax.saxutils import escape

OPEN: Final = "http://schemas.openxmlformats.org"
MAIN: Final = f"{OPEN}/wordprocessingml/2006/main"
STRICT: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONS: Final = f"{OPEN}/officeDocument/2006/relationships"
NAMES: Final = (
    f'xmlns:w="{MAIN}" xmlns:r="{RELATIONS}"'
    f' xmlns:wp="{OPEN}/drawingml/2006/wordprocessingDrawing"'
    f' xmlns:a="{OPEN}/drawingml/2006/main"'
    f' xmlns:mc="{OPEN}/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CONTENT: Final = (
    f'<?xml version="1.0"?><Types xmlns="{OPEN}/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{TYPE}.document.main+xml"/>'
    "</Types>"
)
PART_OF: Final = MappingProxyType({
    "styles": "styles.xml", "numbering": "numbering.xml", "comments": "comments.xml",
    "footnotes": "footnotes.xml", "header": "header1.xml", "settings": "settings.xml",
})  # fmt: skip


def run(text: str, properties: str = "") -> str:
    """Return a run of text; `properties` are the inside of ``w:rPr``."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(inside: str, properties: str = "") -> str:
    """Return a paragraph of runs; a plain text becomes one."""
    runs = inside if inside.startswith("<") or not inside else run(inside)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def heading(text: str, level: int = 1) -> str:
    """Return a heading by its outline level."""
    return paragraph(text, f'<w:outlineLvl w:val="{level - 1}"/>')


def cell(inside: str, properties: str = "") -> str:
    """Return a cell; what is no paragraph or table yet becomes a paragraph."""
    whole = inside.startswith(("<w:p>", "<w:tbl>"))
    body = inside if whole else paragraph(inside)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{body}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """Return a row of cells."""
    wrapped = "<w:sdt><w:sdtContent><w:tc>"
    whole = (
        each if each.startswith(("<w:tc>", wrapped)) else cell(each) for each in cells
    )
    look = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{look}{''.join(whole)}</w:tr>"


def table(*rows: str, properties: str = "") -> str:
    """Return a table of rows."""
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(rows)}</w:tbl>"


def checkbox(checked: bool, shown: str | None = None) -> str:
    """Return a tick box as a content control."""
    sign = shown if shown is not None else "☒" if checked else "☐"
    return (
        f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{int(checked)}"/>'
        f"</w14:checkbox></w:sdtPr><w:sdtContent>{run(sign)}</w:sdtContent></w:sdt>"
    )


def control(content: str, properties: str = "") -> str:
    """Return a content control around runs."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def field(instruction: str, result: str = "", data: str = "") -> str:
    """Return a field; `data` is what is said of a box, list or blank."""
    separator = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' if result else ""
    said = f"<w:ffData>{data}</w:ffData>" if data else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{said}</w:fldChar></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        f'{separator}{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def relation(identity: str, kind: str, target: str, *, outside: bool = False) -> str:
    """Return a relationship."""
    mode = ' TargetMode="External"' if outside else ""
    return (
        f'<Relationship Id="{identity}" Type="{RELATIONS}/{kind}" '
        f'Target="{escape(target)}"{mode}/>'
    )


def docx(
    body: str,
    parts: Mapping[str, str] = MappingProxyType({}),
    relations: str = "",
    more: Mapping[str, bytes] = MappingProxyType({}),
    *,
    main: str = "w:document",
    rename: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """Return a Word file.

    Args:
        body: The inside of its body.
        parts: The insides of other parts by kind: ``styles``, ``comments``, …
        relations: Relationships of the document beside those to `parts`.
        more: Other members of the archive.
        main: The outermost element of the document.
        rename: What to write for a name space.
    """
    links = "".join(
        relation(f"part{n}", kind, PART_OF[kind]) for n, kind in enumerate(parts)
    )
    members = {
        "[Content_Types].xml": CONTENT,
        "_rels/.rels": _relations(
            relation("main", "officeDocument", "word/document.xml")
        ),
        "word/document.xml": f"<{main} {NAMES}><w:body>{body}</w:body></{main}>",
        "word/_rels/document.xml.rels": _relations(links + relations),
    }
    for kind, inside in parts.items():
        root = {"header": "hdr"}.get(kind, kind)
        members[f"word/{PART_OF[kind]}"] = f"<w:{root} {NAMES}>{inside}</w:{root}>"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, _renamed(text, rename))
        for name, data in more.items():
            archive.writestr(name, data)
    return file.getvalue()


def _relations(inside: str) -> str:
    return f'<Relationships xmlns="{OPEN}/package/2006/relationships">{inside}</Relationships>'


def _renamed(text: str, names: Mapping[str, str]) -> str:
    for old, new in names.items():
        text = text.replace(old, new)
    return text
