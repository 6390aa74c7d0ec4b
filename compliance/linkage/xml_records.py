"""XML of any length, record by record: no DTD, no entity, bounded depth and records.

The parser is expat, because it tells of a DTD and of each level as it meets them, so
that both are refused before anything is built of them, and because it keeps no tree.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Final
from xml.parsers import expat

from compliance import limits
from compliance.errors import InputRefusedError
from compliance.frontdoor import refusal

_CHUNK: Final = 65_536
_BEHIND: Final = 4 * limits.MIB
"""Bytes that a single tag may take."""


@dataclass(slots=True)
class Node:
    """An element of a record: its local name, attributes, text and children."""

    name: str
    attributes: Mapping[str, str]
    line: int
    text: str = ""
    children: list["Node"] = field(default_factory=list)

    def all(self, *path: str) -> Iterator["Node"]:
        """Yield the elements that a path of local names leads to."""
        if not path:
            yield self
            return
        for child in self.children:
            if child.name == path[0]:
                yield from child.all(*path[1:])

    def first(self, *path: str) -> str:
        """Return the text of the first element a path leads to, or empty."""
        return next((node.said for node in self.all(*path) if node.said), "")

    def within(self, name: str) -> Iterator["Node"]:
        """Yield every element of a name, however deep."""
        for child in self.children:
            if child.name == name:
                yield child
            yield from child.within(name)

    @property
    def said(self) -> str:
        """Return its text, blanks made single; ``|`` parts values in a catalog."""
        return " ".join(self.text.replace("|", " ").split())


@dataclass(frozen=True, slots=True)
class Cut:
    """A record that was too large to be kept."""

    name: str
    line: int
    why: str


class XmlRecords:
    """The records of one XML file, in its order."""

    def __init__(
        self,
        file: BinaryIO,
        name: str,
        wanted: Mapping[str, frozenset[str]],
        called: Mapping[str, str] = {},
    ) -> None:
        """Take a file at its start.

        Args:
            file: The file.
            name: Its name, for refusals.
            wanted: By name of the parent, names of the elements that are records.
            called: By name of an element, what it is called instead.
        """
        self._file = file
        self._name = name
        self._wanted = wanted
        self._called = called
        self._open: list[str] = []
        self._record: list[Node] = []
        self._size = 0
        self._cut = False
        self._ready: deque[Node | Cut] = deque()
        self._root = ""
        self._parser = expat.ParserCreate(namespace_separator="}")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.EntityDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text

    def root(self) -> tuple[str, str]:
        """Return local name and namespace of the root; the file is at its start again.

        Raises:
            InputRefusedError: what comes before the root is refused.
        """
        while not self._root and (chunk := self._file.read(_CHUNK)):
            self._parse(chunk, final=False)
        if not self._root:
            self._parse(b"", final=True)
        self._file.seek(0)
        namespace, _, local = self._root.rpartition("}")
        return local, namespace

    def __iter__(self) -> Iterator[Node | Cut]:
        """Yield each record once it is complete.

        Raises:
            InputRefusedError: it is not well-formed, declares a document type, or is
                nested too deep; records before that place were given.
        """
        fed = 0
        while chunk := self._file.read(_CHUNK):
            fed += len(chunk)
            self._parse(chunk, final=False)
            if fed - self._parser.CurrentByteIndex > _BEHIND:
                raise self._refusal("xml-tag-long", "a single tag takes more than 4 MB")
            yield from self._given()
        self._parse(b"", final=True)
        yield from self._given()

    def _given(self) -> Iterator[Node | Cut]:
        while self._ready:
            yield self._ready.popleft()

    def _parse(self, chunk: bytes, *, final: bool) -> None:
        try:
            self._parser.Parse(chunk, final)
        except expat.ExpatError as error:
            why = f"it is not well-formed: {expat.ErrorString(error.code)}"
            raise self._refusal("xml-broken", why) from error
        except (LookupError, ValueError) as error:
            raise self._refusal("xml-broken", " ".join(str(error).split())) from error

    def _doctype(self, *_: Any) -> None:
        why = "it declares a document type, which can hold entities"
        raise self._refusal("xml-doctype", why, "export it without the line <!DOCTYPE")

    def _start(self, whole: str, attributes: dict[str, str]) -> None:
        self._root = self._root or whole
        local = whole.rpartition("}")[2]
        name = self._called.get(local, local)
        if len(self._open) >= limits.DEPTH:
            raise self._refusal("too-deep", f"it is nested deeper than {limits.DEPTH}")
        if self._record or name in self._wanted.get(self._parent(), ()):
            given = {key.rpartition("}")[2]: value for key, value in attributes.items()}
            node = Node(name, given, self._parser.CurrentLineNumber)
            self._count(
                len(name) + sum(map(len, given)) + sum(map(len, given.values()))
            )
            if self._record and not self._cut:
                self._record[-1].children.append(node)
            self._record.append(node)
        self._open.append(name)

    def _parent(self) -> str:
        return self._open[-1] if self._open else ""

    def _text(self, text: str) -> None:
        if self._record and not self._cut:
            self._record[-1].text += text
            self._count(len(text))

    def _count(self, size: int) -> None:
        # An element costs memory even where it says nothing.
        self._size += size + 50
        if self._size > limits.ROW_CHARACTERS and not self._cut:
            self._cut = True
            self._record[0].children.clear()

    def _end(self, _: str) -> None:
        self._open.pop()
        if not self._record:
            return
        node = self._record.pop()
        if self._record:
            return
        why = f"the record has more than {limits.ROW_CHARACTERS:,} characters"
        self._ready.append(Cut(node.name, node.line, why) if self._cut else node)
        self._cut, self._size = False, 0

    def _refusal(
        self, code: str, why: str, remedy: str = "export it again from its source"
    ) -> InputRefusedError:
        where = f"{self._name}, line {self._parser.CurrentLineNumber:,}"
        return refusal(code, where, "is not readable as a catalog", why, remedy)
