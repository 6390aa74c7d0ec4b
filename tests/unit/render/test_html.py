import base64
import hashlib
import itertools
import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

import pytest

from compliance.render.html import to_html
from compliance.render.script import JS
from compliance.render.style import CSS
from compliance.render.tokens import parser
from compliance.render.words import OUTCOME_WORDS
from tests.unit.render.example import LONG, NASTY, URL, report

REPORT = report()
PAGE = to_html(REPORT).decode()
VOID = {"meta", "link", "br", "hr"}


@dataclass
class Seen(HTMLParser):
    """What a browser would see of a page."""

    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    inline: dict[str, str] = field(default_factory=dict)
    text: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag and its attributes."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Every end closes what was opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep the text, that of style and script apart."""
        if self.open and self.open[-1] in {"style", "script"}:
            self.inline[self.open[-1]] = self.inline.get(self.open[-1], "") + data
        else:
            self.text.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        """Return the attributes of every `tag`."""
        return [attributes for name, attributes in self.tags if name == tag]


def seen(page: str) -> Seen:
    """Return what a browser would see of `page`."""
    known = Seen()
    known.feed(page)
    known.close()
    return known


SEEN = seen(PAGE)


def test_tags_are_balanced() -> None:
    """Nothing submitted opens or closes an element."""
    assert SEEN.open == []


def test_only_own_script_and_style() -> None:
    """One script and one style, ours, with the hashes the policy allows."""
    policy = SEEN.all("meta")[1]["content"]

    assert (len(SEEN.all("script")), len(SEEN.all("style"))) == (1, 1)
    assert SEEN.inline == {"script": JS, "style": CSS}
    for kind, body in SEEN.inline.items():
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}';" in policy
    assert policy.startswith("default-src 'none'; ")
    assert policy.endswith("img-src data:; base-uri 'none'; form-action 'none'")


def test_policy_comes_before_what_it_governs() -> None:
    """The policy stands before style and script."""
    assert PAGE.index("Content-Security-Policy") < PAGE.index("<style>")


def test_nothing_runs_and_nothing_is_fetched() -> None:
    """No handler, no inline style, no source; addresses are ours or fragments."""
    hrefs = [a["href"] for _, a in SEEN.tags if "href" in a]

    for _, attributes in SEEN.tags:
        assert not [name for name in attributes if name.startswith("on")]
        assert not {"src", "style", "srcset", "action", "data"} & set(attributes)
    assert not {"img", "iframe", "object", "form", "base"} & {t for t, _ in SEEN.tags}
    assert {h for h in hrefs if not h.startswith("#")} == {
        "data:,",
        "https://evidence.example/petal?x=1&y=2",
        URL.replace("|", "%7C"),
    }


def test_links_away_tell_nobody() -> None:
    """A link out of the report sends no referrer and opens no opener."""
    away = [a for a in SEEN.all("a") if a["href"].startswith("http")]

    assert away
    assert all(a["rel"] == "noopener noreferrer" for a in away)
    assert {"name": "referrer", "content": "no-referrer"} in SEEN.all("meta")


def test_ids_are_unique_and_every_fragment_has_one() -> None:
    """Each link within the page leads to exactly one place."""
    ids = [a["id"] for _, a in SEEN.tags if "id" in a]
    aims = {a["href"][1:] for a in SEEN.all("a") if a["href"].startswith("#")}

    assert len(ids) == len(set(ids))
    assert sorted(aims - set(ids)) == []


def test_rows_are_the_targets() -> None:
    """A rule's row and a finding's item carry the ids that links lead to."""
    assert '<tr id="rule-ORCH-1.1.a-00">' in PAGE
    assert '<li id="finding-ORCH-2.1.c-10.1">' in PAGE
    assert "<a id=" not in PAGE


def test_headings_go_down_one_by_one() -> None:
    """One first heading, and no level is skipped on the way down."""
    levels = [int(tag[1]) for tag, _ in SEEN.tags if re.fullmatch("h[1-6]", tag)]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(deeper - level <= 1 for level, deeper in itertools.pairwise(levels))


def test_page_declares_itself() -> None:
    """Language, character set and viewport are given."""
    assert SEEN.all("html") == [{"lang": "en"}]
    assert SEEN.all("meta")[0] == {"charset": "utf-8"}
    assert "width=device-width" in PAGE


def test_tables_can_be_read_aloud() -> None:
    """Every header cell has a scope, every table a scrollable, named region."""
    tables = SEEN.all("table")
    regions = [a for a in SEEN.all("div") if a.get("role") == "region"]

    assert all(a["scope"] == "col" for a in SEEN.all("th"))
    assert len(tables) == len(regions)
    assert all(a["aria-label"] and a["tabindex"] == "0" for a in regions)


def test_badges_only_where_words_are_ours() -> None:
    """A song called "None", or "met", is no badge; an outcome is one."""
    cell = '<td class="col-title">None</td>'
    badges = set(re.findall(r'<span class="badge is-[a-z-]+">([^<]*)</span>', PAGE))

    assert cell in PAGE
    assert set(OUTCOME_WORDS.values()) | {"must", "should", "may"} <= badges


def test_numbers_are_set_flush_right_by_class() -> None:
    """Alignment is a class, since the policy forbids style attributes."""
    assert '<td class="col-rules num">4</td>' in PAGE


@pytest.mark.parametrize("text", NASTY)
def test_everything_submitted_is_text(text: str) -> None:
    """Strange titles are seen as text, hidden characters spelt out."""
    words = " ".join("".join(SEEN.text).split())
    parts = [part for part in re.split("[\x00-\x1f\u202e\u200b\ud83d]", text) if part]

    assert all(" ".join(part.split()) in words for part in parts)


def test_long_words_stay() -> None:
    """A forty-thousand-character word is cut as in the Markdown."""
    assert LONG[:2_000] in PAGE
    assert LONG[:2_001] not in PAGE


def test_picture_repeats_the_table() -> None:
    """The picture is described in words and every count is a label in it."""
    picture = PAGE[PAGE.index("<svg") : PAGE.index("</svg>")]

    assert "<title id=" in picture
    assert "2.3 Data crawled and scraped from online sources: 70 %" in picture
    assert picture.count("<title>gap: 1</title>") == 4
    assert "70 % (×3)" in picture
    assert 'width="133"' in picture  # 70 % of 190
    assert "not scored" in picture


def test_picture_of_one_report_only() -> None:
    """The picture and the cards stand once, before their tables."""
    assert PAGE.count("<svg") == PAGE.count('class="cards"') == 1
    assert PAGE.index('class="cards"') < PAGE.index('<table class="columns-3"')
    assert PAGE.index("<svg") < PAGE.index('<table class="columns-7"')


def test_two_sections_of_one_name_have_two_ids() -> None:
    """Headings that read alike are told apart as viewers of Markdown do."""
    assert 'id="11-provider-identification"' in PAGE
    assert 'id="11-provider-identification-1"' in PAGE
    assert 'id="11-provider-identification-2"' in PAGE
    assert 'id="11-provider-identification-3"' not in PAGE


def test_headings_leave_other_ids_alone() -> None:
    """A heading that reads like an id of the page gets another one."""
    form = replace(
        REPORT.regulation.form, sections={"a": "Content", "b": "Source orchid-act"}
    )
    law = replace(REPORT.regulation, form=form)
    first, second = REPORT.results[:2]
    results = (replace(first, section="a"), replace(second, section="b"))
    page = seen(
        to_html(replace(REPORT, regulation=law, results=results, rows=())).decode()
    )

    ids = [a["id"] for _, a in page.tags if "id" in a]
    assert len(ids) == len(set(ids))
    assert {"content", "content-1", "source-orchid-act-1"} <= set(ids)


def test_names_are_safe_in_the_title() -> None:
    """The file's name is text in the title and in the heading."""
    assert (
        "<title>Gap report (a lapsed bill, never law): orchid &lt;summary&gt; | v1.pdf</title>"
        in PAGE
    )


def test_report_without_gap_or_catalog() -> None:
    """A page with empty chapters is whole."""
    page = to_html(replace(REPORT, results=(), rows=(), cross_check=None, sections=()))

    assert seen(page.decode()).open == []


def test_own_html_alone_is_known() -> None:
    """The parser reads our two constructs and escapes all other HTML."""
    body = parser().renderInline('<a id="x"></a><a id="é"></a><b>')

    assert body == '<a id="x"></a>&lt;a id=&quot;é&quot;&gt;&lt;/a&gt;&lt;b&gt;'


def test_same_report_same_bytes() -> None:
    """Equal reports give equal bytes."""
    assert to_html(report()) == to_html(REPORT)


def test_messages_are_marked() -> None:
    """Each deed opens with its message; the lines beneath are not messages."""
    messages = re.findall(r'<p class="message">([^<]*)', PAGE)

    assert len(messages) == 4
    assert messages[1] == "Field 2.1.c names categories of sites and no domain."
    assert '<ul class="findings">' in PAGE


def test_printed_links_show_where_they_lead_once() -> None:
    """A link whose text is its address does not print the address again."""
    evidence = "https://evidence.example/petal?x=1&amp;y=2"

    assert f'href="{evidence}" rel="noopener noreferrer">{evidence}<' in PAGE
    assert PAGE.count('class="away"') == 1


def test_empty_segments_take_no_room() -> None:
    """An outcome that does not occur in a section moves nothing in the picture."""
    picture = PAGE[PAGE.index("<svg") : PAGE.index("</svg>")]
    row = picture.split("<g><title>1.2 Model", 1)[1].split("<g><title>1.3", 1)[0]

    assert "<title>gap" not in row
    assert '<title>undetermined: 1</title><rect x="520"' in row
