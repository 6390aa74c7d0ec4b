"""Hosts and registrable domains, decided in one place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import idna
from publicsuffixlist import PSLFILE, PublicSuffixList, encode_idn

from compliance import datafiles

_SCHEME: Final = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_OTHER_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*:(?![0-9]*\Z)", re.IGNORECASE)
# UTS 46 maps these to nothing, or does so in names as they were first looked up.
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_DOTS: Final = re.compile("[.\u3002\uff0e\uff61]")
_LABEL: Final = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST: Final = re.compile(rf"{_LABEL}(?:\.{_LABEL})+\Z")
_IN_TEXT: Final = re.compile(
    r"(?<![\w@./\\-])(?:\*\.)?(?:https?://)?(?P<host>[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})"
    r"(?P<rest>:\d{1,5})?(?![\w@-])",
    re.IGNORECASE,
)
# RFC 2606 keeps these for examples; samples are made of them.
_EXAMPLES: Final = frozenset({"example", "test"})
_RESERVED: Final = _EXAMPLES | {"invalid", "localhost"}
_OLD_ENDINGS: Final = frozenset({"com", "org", "net", "edu", "gov", "cn"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FileEndings:
    """What looks like a domain in running text and is none."""

    endings: frozenset[str]
    """Endings of file names."""
    shared: frozenset[str]
    """Endings of file names that are also top-level domains."""
    stems: frozenset[str]
    """Usual names of files, which decide in case of a shared ending."""
    words: frozenset[str]
    """Abbreviations and product names with the shape of a domain."""


@cache
def load_file_endings(root: Path) -> FileEndings:
    """Read ``regulations/facts/file_endings.toml`` of `root`."""
    raw = datafiles.read_toml(root / "regulations" / "facts" / "file_endings.toml")
    return FileEndings(
        endings=frozenset(raw["endings"]),
        shared=frozenset(raw["shared"]),
        stems=frozenset(raw["stems"]),
        words=frozenset(raw["words"]),
    )


@cache
def load_platforms(root: Path) -> frozenset[str]:
    """Read ``regulations/facts/hosting_platforms.toml`` of `root`: their domains."""
    raw = datafiles.read_toml(root / "regulations" / "facts" / "hosting_platforms.toml")
    return frozenset(entry["domain"] for entry in raw["platforms"])


def host_of(text: str) -> str | None:
    """Return the host that `text` names, in ASCII form, or ``None``.

    Takes a bare host or a web address. Names are mapped by UTS 46, as browsers do;
    what is no host name (an IP address, a single label, anything odd) is ``None``.

    >>> host_of("https://user@Bücher.example:8080/x?y")
    'xn--bcher-kva.example'
    >>> host_of("www.example.org.")
    'www.example.org'
    >>> host_of("[::1]") is None and host_of("10.0.0.1") is None
    True

    Source: Unicode Technical Standard 46; RFC 5890.
    """
    given = text.strip()
    if len(given) <= 253 and _HOST.match(given) and "xn--" not in given:
        # Most names are written as hosts are compared.
        return None if _is_number(given) else given
    bare = _SCHEME.sub("", given, count=1) if _SCHEME.match(given) else given
    if bare is given and _OTHER_SCHEME.match(bare):
        return None
    bare = re.split(r"[/?#\\]", bare, maxsplit=1)[0].rsplit("@", 1)[-1]
    if "[" in bare:
        # So that no program makes it a link.
        bare = bare.replace("[.]", ".")
    if not bare.isascii():
        bare = _INVISIBLE.sub("", bare)
    bare = re.sub(r":[0-9]*\Z", "", bare).removesuffix(".")
    if not bare or len(bare) > 253 or not bare.isprintable():
        return None
    host = _ascii(bare)
    return host if _HOST.match(host) and not _is_number(host) else None


def _ascii(bare: str) -> str:
    if bare.isascii() and "xn--" not in (low := bare.lower()):
        # UTS 46 only puts these in lower case; what it refuses is no host below.
        return low
    try:
        return ".".join(map(_label, _DOTS.split(bare)))
    except (idna.IDNAError, UnicodeError):
        # Real host names carry underscores, which IDNA does not have; a broken
        # punycode label is nothing.
        host = bare.casefold()
        return host if host.isascii() and "xn--" not in host else ""


@lru_cache(maxsize=65_536)
def _label(label: str) -> str:
    """Return one label in ASCII form; raises `idna.IDNAError`."""
    return idna.encode(label, uts46=True).decode().casefold()


def unicode_of(host: str) -> str:
    """Return a host in ASCII form as it is shown; as it is if it is no valid name.

    >>> unicode_of("xn--bcher-kva.example"), unicode_of("birch.example")
    ('bücher.example', 'birch.example')
    """
    try:
        return idna.decode(host)
    except (idna.IDNAError, UnicodeError):
        return host


def _is_number(host: str) -> bool:
    """Return whether browsers would read `host` as an IP address."""
    last = host[host.rfind(".") + 1 :]
    if not last[0].isdigit():
        return False
    return last.isdigit() or re.fullmatch(r"0x[0-9a-f]*", last) is not None


@cache
def _suffixes() -> PublicSuffixList:
    # It would encode every rule again, which takes longer than all that is asked of it.
    return PublicSuffixList(_rules(), accept_unknown=False, accept_encoded_idn=False)


def registrable(host: str) -> str | None:
    """Return the registrable domain of `host`, or ``None`` for a public suffix.

    Private suffixes count: each user of ``github.io`` has a domain. Names reserved
    for examples count too. An unknown ending has no registrable domain.

    >>> registrable("news.bbc.co.uk"), registrable("co.uk"), registrable("a.b.example")
    ('bbc.co.uk', None, 'b.example')

    Source: Public Suffix List, the copy in publicsuffixlist; RFC 2606.
    """
    dot = host.rfind(".")
    top = host[dot + 1 :]
    second = host.rfind(".", 0, max(dot, 0))
    last_two = host[second + 1 :] if dot > 0 else ""
    if top in _RESERVED or (top in _short() and last_two not in _long_suffixes()):
        return last_two or None
    if last_two in _plain_pairs():
        return host[host.rfind(".", 0, second) + 1 :] if second > 0 else None
    found: str | None = _suffixes().privatesuffix(host)
    return found


@cache
def _short() -> frozenset[str]:
    """Return the public suffixes of one label under which two labels are a domain.

    Of most names the last two labels settle it, and a list of a million hosts is long.
    """
    rules = _rules()
    starred = {rule.removeprefix("*.") for rule in rules if rule.startswith("*.")}
    return frozenset(rule for rule in rules if "." not in rule) - starred


@cache
def _long_suffixes() -> frozenset[str]:
    """Return the last two labels of all longer public suffixes."""
    longer = (rule.lstrip("!*").lstrip(".") for rule in _rules() if "." in rule)
    return frozenset(".".join(rule.split(".")[-2:]) for rule in longer)


@cache
def _plain_pairs() -> frozenset[str]:
    """Return the public suffixes of two labels under which three labels are a domain."""
    pairs = {rule for rule in _rules() if rule.count(".") == 1 and rule[0] not in "*!"}
    longer = (rule.lstrip("!*.") for rule in _rules() if rule.count(".") > 1)
    deeper = {".".join(rule.split(".")[-2:]) for rule in longer}
    return frozenset(pair for pair in pairs - deeper if pair.split(".")[1] in _short())


@cache
def _rules() -> frozenset[str]:
    text = Path(PSLFILE).read_text(encoding="utf-8")
    lines = (line.strip().split(" ")[0].lower() for line in text.splitlines())
    rules = [line for line in lines if line and not line.startswith("//")]
    return frozenset((*rules, *(encode_idn(r) for r in rules if not r.isascii())))


def is_public_suffix(host: str) -> bool:
    """Return whether `host` is itself a public suffix, such as ``gov.pl``.

    >>> is_public_suffix("github.io"), is_public_suffix("alder.github.io")
    (True, False)
    """
    if host in _RESERVED:
        return True
    return bool(_suffixes().publicsuffix(host) == host)


def is_hosting_platform(host: str, platforms: frozenset[str]) -> bool:
    """Return whether `host` or its registrable domain holds other people's content."""
    return host in platforms or registrable(host) in platforms


def domains_in(text: str, endings: FileEndings) -> tuple[str, ...]:
    """Return the hosts that running text names, in order, each once.

    Names of files, versions and abbreviations are no hosts, nor is what follows
    the sign of an e-mail address. A public suffix of several labels counts.
    """
    return tuple(dict.fromkeys(host for host, _, _ in domain_spans(text, endings)))


def domain_spans(text: str, endings: FileEndings) -> Iterator[tuple[str, int, int]]:
    """Yield each host that `text` names, and where it stands."""
    for match in _IN_TEXT.finditer(text):
        written = match["host"].strip("-_")
        if _looks_otherwise(written, endings):
            continue
        host = host_of(written)
        if host and (registrable(host) or is_public_suffix(host)):
            yield host, match.start("host"), match.end("host")


def _looks_otherwise(written: str, endings: FileEndings) -> bool:
    stem, _, ending = written.rpartition(".")
    low = ending.casefold()
    if low in _RESERVED - _EXAMPLES or written.casefold() in endings.words:
        return True
    # "the web.In 2024" lacks a blank after a full stop.
    if ending.istitle() and len(ending) > 1 and low not in _OLD_ENDINGS:
        return True
    if stem.replace(".", "").isdigit() and low not in _OLD_ENDINGS:
        return True
    single = [label for label in stem.split(".") if len(label) == 1]
    if len(single) > 1:
        return True
    if low in endings.shared:
        return stem.casefold() in endings.stems
    # "abc.com.py" ends in a suffix of two labels, so it is no file.
    return low in endings.endings and not is_public_suffix(_last_two(written))


def _last_two(written: str) -> str:
    return ".".join(written.casefold().split(".")[-2:])


def domain_problem(name: str, platforms: frozenset[str]) -> str:
    """Return why `name` does not name a crawled site, or an empty text.

    ``www.`` alone does not make a name wrong.

    >>> domain_problem("gov.pl", frozenset())
    'is a public suffix, under which many own domains'
    >>> domain_problem("blog.example.org", frozenset())
    'is a host below the registrable domain example.org'
    """
    host = host_of(name)
    if host is None:
        return "is no domain name"
    if is_public_suffix(host):
        return "is a public suffix, under which many own domains"
    domain = registrable(host)
    if domain is None:
        return "ends in no known top-level domain"
    if is_hosting_platform(host, platforms):
        return "is a platform that holds other people's content"
    if host.removeprefix("www.") != domain:
        return f"is a host below the registrable domain {domain}"
    return ""
