import pytest
from hypothesis import given
from hypothesis import strategies as st
from publicsuffixlist import PublicSuffixList

from compliance.datafiles import root
from compliance.domains import (
    _rules,
    domain_problem,
    domains_in,
    host_of,
    is_hosting_platform,
    is_public_suffix,
    load_file_endings,
    load_platforms,
    registrable,
)

ENDINGS = load_file_endings(root())
PLATFORMS = load_platforms(root())


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("example.org", "example.org"),
        (" Example.ORG. ", "example.org"),
        ("https://example.org", "example.org"),
        ("HTTPS://Example.org:8443/a?b#c", "example.org"),
        ("//example.org/a", "example.org"),
        ("example.org:80", "example.org"),
        ("example.org:", "example.org"),
        ("https://user:pass@example.org/", "example.org"),
        ("https://a@b@example.org/", "example.org"),
        ("https://example.org\\@evil.example", "example.org"),
        ("https://example.org?@evil.example", "example.org"),
        ("https://example.org#@evil.example", "example.org"),
        ("ftp://files.example.org", "files.example.org"),
        ("foo_bar.example.org", "foo_bar.example.org"),
        ("_dmarc.example.org", "_dmarc.example.org"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("BÜCHER.example", "xn--bcher-kva.example"),
        ("xn--bcher-kva.example", "xn--bcher-kva.example"),
        ("faß.example", "xn--fa-hia.example"),
        ("例え.jp", "xn--r8jz45g.jp"),
        ("example\N{IDEOGRAPHIC FULL STOP}org", "example.org"),
        ("ｅｘａｍｐｌｅ.org", "example.org"),
        ("3com.com", "3com.com"),
        ("1.2.3.4.example.org", "1.2.3.4.example.org"),
    ],
)  # fmt: skip
def test_hosts_are_read_as_browsers_read_them(text: str, host: str) -> None:
    """Case, port, user, path and script of a host do not make it another."""
    assert host_of(text) == host


@pytest.mark.parametrize(
    "text",
    [
        "", " ", ".", "..", "/", "//", "http://", "https:///example.org", "localhost",
        "com", "a..example.org", ".example.org", "example.org..", "example.org. .",
        "[::1", "[::1]", "http://[::1]/", "http://[2001:db8::1]:80/", "[v1.x]", "::1",
        "10.0.0.1", "http://127.0.0.1:80/", "1.2.3", "0x7f.0x1", "http://0x7f000001/",
        "999.999.999.999", "2130706433", "a.b.c.1", "a.0x1",
        "exa mple.org", "example\n.org", "example.org\nevil.example", "exam\tple.org",
        "example.org\x00", "ex%61mple.org", "<b>example.org", "example.org>",
        "\N{ACCOUNT OF}.org", "ex\N{RIGHT-TO-LEFT OVERRIDE}ample.org", "😀.example",
        "-a.example", "a-.example", "xn--zzz9999999999.example", "xn--.example",
        "x" * 64 + ".example", "a." * 130 + "example", "exam!ple.org", "exam*ple.org",
        "mailto:a@example.org", "javascript:example.org", "data:text/html,example.org",
        "file:///etc/example.org", "about:blank.org", "urn:example.org", "e.g", "…",
    ],
)  # fmt: skip
def test_what_is_no_host_is_none(text: str) -> None:
    """Odd input gives nothing, and never an error."""
    host = host_of(text)

    assert host is None or registrable(host) is None


@given(st.text(max_size=60))
def test_no_text_breaks_a_host(text: str) -> None:
    """Whatever stands in a filing, a host is plain ASCII or nothing."""
    host = host_of(text)

    assert host is None or (host.isascii() and host == host.lower() and "." in host)


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("example.org", "example.org"),
        ("www.example.org", "example.org"),
        ("news.bbc.co.uk", "bbc.co.uk"),
        ("bbc.co.uk", "bbc.co.uk"),
        ("www.mf.gov.pl", "mf.gov.pl"),
        ("alder.github.io", "alder.github.io"),
        ("x.alder.github.io", "alder.github.io"),
        ("city.kawasaki.jp", "city.kawasaki.jp"),
        ("a.b.kawasaki.jp", "a.b.kawasaki.jp"),
        ("www.ck", "www.ck"),
        ("alder.example", "alder.example"),
        ("news.alder.example", "alder.example"),
        ("xn--bcher-kva.de", "xn--bcher-kva.de"),
        ("www.食狮.公司.cn".encode("idna").decode(), "食狮.公司.cn".encode("idna").decode()),
        ("co.uk", None),
        ("gov.pl", None),
        ("github.io", None),
        ("com", None),
        ("example", None),
        ("alder.nosuchending", None),
    ],
)  # fmt: skip
def test_registrable_domains(host: str, domain: str | None) -> None:
    """The list of public suffixes decides, its private part included."""
    assert registrable(host) == domain


@pytest.mark.parametrize(
    ("host", "suffix"),
    [
        ("co.uk", True), ("gov.pl", True), ("github.io", True), ("com", True), ("example", True),
        ("bbc.co.uk", False), ("alder.github.io", False), ("alder.example", False),
    ],
)  # fmt: skip
def test_public_suffixes(host: str, suffix: bool) -> None:
    """A suffix under which anyone has a domain is told from a domain."""
    assert is_public_suffix(host) is suffix


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("We crawl example.org and www.bbc.co.uk.", ("example.org", "www.bbc.co.uk")),
        ("• wp.pl • onet.pl • gov.pl", ("wp.pl", "onet.pl", "gov.pl")),
        ("https://lemonde.fr/politique, http://elm.example:8080/", ("lemonde.fr", "elm.example")),
        ("*.alder.example and alder.example", ("alder.example",)),
        ("müller.de; xn--mller-kva.de", ("xn--mller-kva.de",)),
        ("x.com, t.me, 163.com, 4chan.org", ("x.com", "t.me", "163.com", "4chan.org")),
        ("Booking.com (Example.Com)", ("booking.com", "example.com")),
        ("libgen.rs, agora.md, abc.com.py", ("libgen.rs", "agora.md", "abc.com.py")),
        ("co.uk, github.io", ("co.uk", "github.io")),
        ("robots.txt, ai.txt, llms.txt, data.csv, list.zip, page.html", ()),
        ("README.md, main.rs, setup.pl, train.py, node.js, ASP.NET", ()),
        ("e.g. this, i.e. that, z.B. dies, d.h. das, p.ex. ceci, m.in. to, np. tu", ()),
        ("U.S. law, S.p.A., B.V., e.V., GmbH & Co.KG, Ph.D., u.a.", ()),
        ("v1.2, 2.3.h, GPT-5.5, 3.141, 1.000.000, 10.0.0.1, Llama-3.1-8B", ()),
        ("all tokens.The model.In 2024 we read it.It was so.So we stopped.At last", ()),
        ("legal@alder.example, john.doe@mail.example.org", ()),
        ("5.to, 12.in, 3.5.de", ()),
        ("localhost.localhost, printer.local", ()),
        ("alder.nosuchending", ()),
        ("a.b.c.d", ()),
        ("…, ..., a.. b", ()),
    ],
)  # fmt: skip
def test_domains_in_prose(text: str, hosts: tuple[str, ...]) -> None:
    """Domains are found among files, versions, abbreviations and lacking blanks."""
    assert domains_in(text, ENDINGS) == hosts


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("alder.example", ""),
        ("www.alder.example", ""),
        ("https://alder.example/", ""),
        ("youtube.com", ""),
        ("alder.github.io", ""),
        ("news sites", "is no domain name"),
        ("co.uk", "is a public suffix, under which many own domains"),
        ("github.io", "is a public suffix, under which many own domains"),
        ("alder.nosuchending", "ends in no known top-level domain"),
        ("github.com", "is a platform that holds other people's content"),
        ("drive.google.com", "is a platform that holds other people's content"),
        ("https://drive.google.com/file/d/x", "is a platform that holds other people's content"),
        ("news.alder.example", "is a host below the registrable domain alder.example"),
        ("maps.google.com", "is a host below the registrable domain google.com"),
    ],
)  # fmt: skip
def test_domain_problems(name: str, problem: str) -> None:
    """Each way of not naming a crawled site has its own words."""
    assert domain_problem(name, PLATFORMS) == problem


def test_platforms_count_with_their_hosts() -> None:
    """A host below a platform is the platform; a domain beside it is not."""
    assert is_hosting_platform("raw.github.com", PLATFORMS)
    assert not is_hosting_platform("mail.google.com", PLATFORMS)


def test_the_short_way_is_the_list_s_way() -> None:
    """What two labels settle is what the whole list says, at every suffix and below."""
    whole = PublicSuffixList(accept_unknown=False)
    suffixes = sorted(rule.lstrip("!*.") for rule in _rules())

    for suffix in suffixes:
        for host in (suffix, f"a.{suffix}", f"b.a.{suffix}", f"c.b.a.{suffix}"):
            assert registrable(host) == whole.privatesuffix(host), host


@pytest.mark.parametrize(
    ("written", "host"),
    [
        ("ａlder.example", "alder.example"),
        ("alder。example", "alder.example"),
        ("hxxps://alder[.]example/x", "alder.example"),
        ("ALDER.example.", "alder.example"),
        ("al\N{ZERO WIDTH SPACE}der.example", "alder.example"),
        ("bad-.com", None),
        ("xn--a.com", None),
        ("1.2.3.4", None),
    ],
)
def test_spellings_of_hosts(written: str, host: str | None) -> None:
    """Other spellings of a host are that host; what is none is none."""
    assert host_of(written) == host
