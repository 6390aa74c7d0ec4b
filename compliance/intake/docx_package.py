"""A Word file's parts: weighed first, found by their relationships, parsed as XML."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

from compliance import limits
from compliance.archive import check_file
from compliance.errors import InputRefusedError
from compliance.frontdoor import refusal
from compliance.intake.docx_names import name_of

_MAIN: Final = "officeDocument"
_SOON: Final = "give another copy of it"


@dataclass(frozen=True, slots=True)
class Relation:
    """What one part says of another, or of something outside the file."""

    kind: str
    """Last word of its type, such as ``styles``."""
    target: str
    """Name of the part, or the address outside."""
    outside: bool


class Package:
    """The parts of a Word file."""

    def __init__(self, data: bytes, name: str) -> None:
        """Weigh the archive and find its main part.

        Raises:
            InputRefusedError: it is not safe to open, or holds no Word document.
        """
        self.name = name
        self.notes = check_file(
            io.BytesIO(data), name, limits.UNPACKED_BYTES, kind="docx"
        )
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._names = {each.casefold(): each for each in self._archive.namelist()}
        whole = self.relations("").values()
        self.main = next((r.target for r in whole if r.kind == _MAIN), "")
        root = self.xml(self.main) if self.main else None
        if root is None or name_of(root) != "w:document":
            raise self._fault("no part of it is a Word document", _SOON)
        self.document = root

    def relations(self, part: str) -> dict[str, Relation]:
        """Return the relationships of a part by their id; of the whole file for ""."""
        folder, _, file = part.rpartition("/")
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, Relation] = {}
        for each in () if root is None else root:
            outside = str(each.get("TargetMode", "")).lower() == "external"
            target = str(each.get("Target", ""))
            kind = str(each.get("Type", "")).rpartition("/")[2]
            if not outside:
                target = posixpath.normpath(posixpath.join("/", folder, target))[1:]
            found[str(each.get("Id", ""))] = Relation(kind, target, outside)
        return found

    def related(self, kind: str) -> Iterator[Any]:
        """Yield the roots of the main part's parts of a kind, such as ``styles``."""
        for relation in self.relations(self.main).values():
            if relation.kind == kind and not relation.outside:
                root = self.xml(relation.target)
                if root is not None:
                    yield root

    def xml(self, part: str) -> Any | None:
        """Return the root of a part, ``None`` if there is no such part.

        Raises:
            InputRefusedError: it is no XML, declares entities, or is too much.
        """
        known = self._names.get(part.casefold())
        if known is None:
            return None
        body = self._archive.read(known)
        if body.count(b"<") - body.count(b"</") > limits.WORD_ELEMENTS:
            raise refusal(
                "docx-too-long", f"{self.name}, {part}", "is too long",
                f"it has more than {limits.WORD_ELEMENTS:,} elements",
                "give the pages of the summary alone",
            )  # fmt: skip
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            root = etree.fromstring(body, parser)
        except etree.XMLSyntaxError as error:
            raise self._broken(part, error) from error
        if root.getroottree().docinfo.doctype:
            raise self._fault(f"{part} declares a document type", "save it anew")
        return root

    @property
    def template(self) -> Relation | None:
        """Return the template outside the file that it asks for, if it does."""
        for relation in self.relations(self.main).values():
            if relation.kind == "settings" and not relation.outside:
                for each in self.relations(relation.target).values():
                    if each.outside:
                        return each
        return None

    def without_text(self, *, pictures: bool) -> InputRefusedError:
        """Return the refusal of a file that holds nothing to read."""
        return refusal(
            "docx-no-text", self.name, "holds no text",
            "it is made of pictures" if pictures else "there are hardly any letters in it",
            "give the file as the provider published it",
        )  # fmt: skip

    def has(self, part: str) -> bool:
        """Return whether there is such a part."""
        return part.casefold() in self._names

    def body_of(self, part: str) -> bytes:
        """Return the bytes of a part; raises KeyError."""
        return self._archive.read(self._names[part.casefold()])

    def _broken(self, part: str, error: etree.XMLSyntaxError) -> InputRefusedError:
        where = f"{self.name}, {part}"
        if "depth" in str(error):
            return refusal(
                "too-deep", where, "cannot be read", "it is nested too deep",
                "it may be damaged or hostile; give another copy of it",
            )  # fmt: skip
        line = error.lineno or 1
        return refusal(
            "docx-broken", f"{where}, line {line}", "is not a readable Word file",
            "its XML is broken or cut off", _SOON,
        )  # fmt: skip

    def _fault(self, why: str, remedy: str) -> InputRefusedError:
        return refusal(
            "docx-damaged", self.name, "is not a readable Word file", why, remedy
        )
