"""A tiny writer of PDF files: text in standard fonts, rules, boxes, links, fields."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

FONTS = {
    "F1": "Helvetica",
    "F2": "Helvetica-Bold",
    "F3": "Helvetica-Oblique",
    "F4": "ZapfDingbats",
}
WIDE, HIGH = 595.0, 842.0

Sides = tuple[float, float, float, float]


@dataclass
class Sheet:
    """One page; heights are measured from its top, as readers do."""

    content: list[str] = field(default_factory=list)
    links: list[tuple[str, Sides]] = field(default_factory=list)
    typed: list[tuple[str, Sides]] = field(default_factory=list)
    ticked: list[tuple[bool, Sides]] = field(default_factory=list)
    extra: str = ""
    """More entries of the page's dictionary."""

    def text(
        self,
        left: float,
        top: float,
        words: str,
        *,
        font: str = "F1",
        size: float = 10,
        grey: float = 0,
        mode: int = 0,
        matrix: str = "1 0 0 1",
    ) -> "Sheet":
        """Write `words` with their base line `top` points below the page's top."""
        safe = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        self.content.append(
            f"BT {grey} g {mode} Tr /{font} {size} Tf {matrix} {left} {HIGH - top} Tm "
            f"({safe}) Tj ET"
        )
        return self

    def rule(self, left: float, top: float, right: float, bottom: float) -> "Sheet":
        """Draw a line."""
        self.content.append(
            f"0 G 0.5 w {left} {HIGH - top} m {right} {HIGH - bottom} l S"
        )
        return self

    def box(
        self,
        left: float,
        top: float,
        right: float,
        bottom: float,
        *,
        fill: float | None = None,
    ) -> "Sheet":
        """Draw a frame, or a box filled with the grey `fill`."""
        sides = f"{left} {HIGH - bottom} {right - left} {bottom - top} re"
        self.content.append(
            f"0 G 0.7 w {sides} S" if fill is None else f"{fill} g {sides} f"
        )
        return self

    def table(self, columns: Sequence[float], rows: Sequence[float]) -> "Sheet":
        """Draw all rules of a table with these edges."""
        for top in rows:
            self.rule(columns[0], top, columns[-1], top)
        for left in columns:
            self.rule(left, rows[0], left, rows[-1])
        return self

    def link(
        self, url: str, left: float, top: float, right: float, bottom: float
    ) -> "Sheet":
        """Put an address behind a part of the page."""
        self.links.append((url, (left, HIGH - bottom, right, HIGH - top)))
        return self

    def field(
        self, words: str, left: float, top: float, right: float, bottom: float
    ) -> "Sheet":
        """Put a field of an electronic form, with `words` typed into it."""
        self.typed.append((words, (left, HIGH - bottom, right, HIGH - top)))
        return self

    def tick(self, left: float, top: float, *, on: bool) -> "Sheet":
        """Put a tick box of an electronic form."""
        self.ticked.append((on, (left, HIGH - top - 12, left + 12, HIGH - top)))
        return self


def pdf(
    sheets: Sequence[Sheet],
    trailer: str = "",
    catalogue: str = "",
    said: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """Return the PDF of `sheets`, with more entries in its trailer and catalogue.

    What font ``F5`` shows as a key of `said`, the file says is its value.
    """
    objects: list[bytes] = [b"", b""]
    fonts = " ".join(f"/{name} {3 + n} 0 R" for n, name in enumerate(FONTS))
    for name in FONTS.values():
        coding = "" if name == "ZapfDingbats" else "/Encoding /WinAnsiEncoding"
        objects.append(
            f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} {coding} >>".encode()
        )
    if said:
        mapping = _stream(objects, "", _mapping(said))
        fonts += f" /F5 {len(objects) + 1} 0 R"
        objects.append(
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding "
            f"/WinAnsiEncoding /ToUnicode {mapping} 0 R >>".encode()
        )
    kids, fields = [], []
    for sheet in sheets:
        notes = [_link(objects, url, sides) for url, sides in sheet.links]
        own = [_typed(objects, words, sides, fonts) for words, sides in sheet.typed]
        own += [_ticked(objects, on, sides, fonts) for on, sides in sheet.ticked]
        fields += own
        stream = _stream(objects, "", "\n".join(sheet.content))
        shown = " ".join(f"{n} 0 R" for n in (*notes, *own))
        kids.append(len(objects) + 1)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDE:g} {HIGH:g}] "
            f"/Resources << /Font << {fonts} >> >> /Contents {stream} 0 R "
            f"/Annots [{shown}] {sheet.extra} >>".encode()
        )
    pages = " ".join(f"{n} 0 R" for n in kids)
    named = " ".join(f"{n} 0 R" for n in fields)
    form = f"/AcroForm << /Fields [{named}] /DR << /Font << {fonts} >> >> >>"
    more = f"{form if fields else ''} {catalogue}"
    objects[0] = f"<< /Type /Catalog /Pages 2 0 R {more} >>".encode()
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{pages}] >>".encode()
    return _file(objects, trailer)


def _mapping(said: Mapping[str, str]) -> str:
    pairs = "\n".join(f"<{ord(a):02X}> <{ord(b):04X}>" for a, b in said.items())
    return (
        "/CMapName /Said def /CMapType 2 def\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{len(said)} beginbfchar\n{pairs}\nendbfchar\nendcmap"
    )


def _stream(objects: list[bytes], entries: str, content: str) -> int:
    body = zlib.compress(content.encode("cp1252"))
    objects.append(
        b"<< %s /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream"
        % (entries.encode(), len(body), body)
    )
    return len(objects)


def _link(objects: list[bytes], url: str, sides: Sides) -> int:
    corners = " ".join(map(str, sides))
    objects.append(
        f"<< /Type /Annot /Subtype /Link /Rect [{corners}] /Border [0 0 0] "
        f"/A << /S /URI /URI ({url}) >> >>".encode()
    )
    return len(objects)


def _look(objects: list[bytes], sides: Sides, content: str, fonts: str) -> int:
    wide, high = sides[2] - sides[0], sides[3] - sides[1]
    entries = (
        f"/Type /XObject /Subtype /Form /BBox [0 0 {wide} {high}] "
        f"/Resources << /Font << {fonts} >> >>"
    )
    return _stream(objects, entries, content)


def _typed(objects: list[bytes], words: str, sides: Sides, fonts: str) -> int:
    look = _look(objects, sides, f"BT 0 g /F1 10 Tf 2 4 Td ({words}) Tj ET", fonts)
    corners = " ".join(map(str, sides))
    objects.append(
        f"<< /Type /Annot /Subtype /Widget /FT /Tx /T (t{len(objects)}) /V ({words}) "
        f"/Rect [{corners}] /F 4 /DA (/F1 10 Tf 0 g) "
        f"/AP << /N {look} 0 R >> >>".encode()
    )
    return len(objects)


def _ticked(objects: list[bytes], on: bool, sides: Sides, fonts: str) -> int:
    frame = "0 G 1 w 0.5 0.5 11 11 re S"
    tick = "BT 0 g /F4 10 Tf 2 2.5 Td (4) Tj ET"
    off_look = _look(objects, sides, frame, fonts)
    on_look = _look(objects, sides, f"{frame} {tick}", fonts)
    corners = " ".join(map(str, sides))
    state = "/Yes" if on else "/Off"
    objects.append(
        f"<< /Type /Annot /Subtype /Widget /FT /Btn /T (b{len(objects)}) /V {state} "
        f"/AS {state} /Rect [{corners}] /F 4 "
        f"/AP << /N << /Yes {on_look} 0 R /Off {off_look} 0 R >> >> >>".encode()
    )
    return len(objects)


def _file(objects: Iterable[bytes], trailer: str) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, each in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += (
        f"trailer\n<< /Size {len(offsets) + 1} /Root 1 0 R {trailer} >>\n"
        f"startxref\n{start}\n%%EOF\n"
    ).encode()
    return bytes(out)
