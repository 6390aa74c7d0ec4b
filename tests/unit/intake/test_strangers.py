"""Filings as strangers publish them: saved pages, model cards, other encodings."""

import quopri
import re
from collections.abc import Callable

import pytest

from compliance.datafiles import root
from compliance.forms import form_of
from compliance.intake.document_form import read_filing
from compliance.model import Submission

FORM = form_of("eu-ai-act", root())
GIVEN = {
    "0.a": "V1.3", "0.b": "14 March 2026", "1.1.a": "Quillmere Labs, Cork",
    "1.2.a": "Quill 2 9B", "2.1.a": "☒ Yes ☐ No", "2.1.c": "Harbour Corpus 3",
    "2.2.1.a": "☐ Yes ☒ No", "2.3.a": "☒ Yes ☐ No", "2.3.b": "QuillBot-Crawl/1.0",
    "2.3.g": "☒ Text ☒ Image ☐ Audio ☐ Video ☐ Other", "2.5.a": "☐ Yes ☒ No",
    "3.1.a": "☒ Yes ☐ No", "3.2.a": "Blocklists and a classifier.",
}  # fmt: skip
VALUES = {"2.1.a": "yes", "2.2.1.a": "no", "2.3.a": "yes", "2.3.g": ("text", "image")}
Print = Callable[[str, str], str]


def printed(row: Print, *, heading: str = "## {}") -> str:
    """Return the filing, each answer as `row` prints it."""
    parts: list[str] = []
    section = ""
    for name, answer in GIVEN.items():
        field = FORM.by_id(name)
        if field.section != section:
            section = field.section
            title = f"{section} {FORM.sections.get(section, '')}"
            parts += ["", heading.format(title), ""]
        parts.append(row(field.label, answer))
    return "\n".join(parts)


def in_table(label: str, answer: str) -> str:
    """Return a row as HTML has it, a table of its own."""
    return f"<table><tr><td>{label}</td><td>{answer}</td></tr></table>"


def in_spans(label: str, answer: str) -> str:
    """Return a row as Google Docs exports it: paragraphs of spans in every cell."""
    half = len(label) // 2
    one, two = label[:half], label[half:]
    return (
        f'<table class="c9"><tr><td class="c1"><p class="c2"><span class="c3">{one}'
        f'</span><span class="c4">{two}</span></p></td><td class="c1"><p class="c2">'
        f'<span class="c3">{answer}</span></p><p class="c2"></p></td></tr></table>'
    )


def in_bold(label: str, answer: str) -> str:
    """Return a label in bold, tasks or words below it."""
    boxes = re.findall(r"([☒☐]) (\w+)", answer)
    tasks = [f"- [{'x' if sign == '☒' else ' '}] {word}" for sign, word in boxes]
    return f"**{label}**\n\n" + ("\n".join(tasks) or answer) + "\n"


def around(rows: str) -> str:
    """Return a saved page with navigation, a banner and a foot around the form."""
    return (
        '<html><head><meta charset="utf-8"></head><body><nav><a href="/">Home</a> '
        '<a href="/m">Version</a></nav><div class="cookie-consent"><p>Last update of '
        f"our cookies</p></div><main><h1>Summary</h1>{rows}</main><footer>"
        "<p>Last update: 1 January 2020</p></footer></body></html>"
    )


def folded(rows: str) -> str:
    """Return Markdown with the form in HTML, in a fold."""
    return (
        f"# Summary\n\n<details>\n<summary>The form</summary>\n\n{rows}\n\n</details>\n"
    )


def card(rows: str) -> str:
    """Return a model card with the summary as one section."""
    return (
        "---\nlicense: apache-2.0\ntags: [text]\n---\n\n# Quill 2 9B\n\n## Use\n\n"
        "| Benchmark | Text | Image |\n|---|---|---|\n| ABC | 1 | 2 |\n\n"
        f"## Public summary of training content\n\n{rows}\n\n## Citation\n\nNone yet.\n"
    )


def archive(page: str) -> bytes:
    """Return a page as a browser saves it with its parts."""
    head = (
        'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable"
        "\r\n\r\n"
    )
    return head.encode() + quopri.encodestring(page.encode()) + b"\r\n--b--\r\n"


ROWS = printed(in_table, heading="<h2>{}</h2>")
PLAIN = printed(
    lambda label, answer: f"{label}{'' if label[-1] == '?' else ':'} {answer}\n"
)
TYPED = PLAIN.replace("☒", "[x]").replace("☐", "[ ]").replace("Cork", "Córk")


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        pytest.param("html", around(ROWS).encode(), id="a saved page"),
        pytest.param("html", archive(around(ROWS)), id="a web archive"),
        pytest.param("html", around(ROWS).encode("utf-16-le"), id="a page in UTF-16"),
        pytest.param(
            "html",
            around(printed(in_spans, heading="<h2>{}</h2>")).encode(),
            id="Google Docs",
        ),
        pytest.param("markdown", folded(ROWS).encode(), id="HTML in a fold"),
        pytest.param("markdown", card(printed(in_bold)).encode(), id="a model card"),
        pytest.param("markdown", PLAIN.encode("utf-16"), id="Markdown in UTF-16"),
        pytest.param("text", TYPED.encode("cp1252"), id="text in Windows-1252"),
        pytest.param("text", PLAIN.encode("utf-16-be"), id="text in UTF-16"),
        pytest.param(
            "markdown",
            printed(
                in_bold, heading="## Part {}\n\nملاحظة: متاح أيضًا بالعربية."
            ).encode(),
            id="notes from right to left, other numbers",
        ),
    ],
)
def test_a_stranger_s_filing_is_read(kind: str, data: bytes) -> None:
    """What is answered is read, and nothing of what stands around it."""
    submission = read_filing(data, "a", kind, "eu-ai-act", root())

    assert {at: value(submission, at) for at in VALUES} == VALUES
    for at in ("0.a", "1.2.a", "2.1.c", "2.3.b", "3.2.a"):
        assert submission.answers[FORM.by_id(at).at].text == GIVEN[at]


def value(submission: Submission, at: str) -> object:
    """Return the value of a field."""
    return submission.answers[FORM.by_id(at).at].value
