import hashlib
from pathlib import Path

import pytest

from compliance.errors import InputRefusedError
from compliance.intake import read_context, read_submission
from compliance.model import State

pytestmark = pytest.mark.usefixtures("tasks_here")


def test_a_filing_is_read_through_a_child(tmp_path: Path) -> None:
    """Answers, places, faults and the digest of the bytes come back."""
    body = b'form: eu-ai-act\ncrawled:\n  used: "no"\n  odd: 1\nlicensed: {used: 5}\n'
    path = tmp_path / "a.yaml"
    path.write_bytes(body)

    submission = read_submission(path)

    assert (submission.source, submission.size) == ("a.yaml", len(body))
    assert submission.sha256 == hashlib.sha256(body).hexdigest()
    assert submission.media_type == "application/yaml"
    assert submission.answers["/crawled/used"].value == "no"
    assert submission.answers["/crawled/used"].place.line == 3
    assert submission.answers["/version"].state is State.MISSING_FIELD
    assert submission.facts.added[0].place.line == 4
    assert [(f.at, f.place.line) for f in submission.faults] == [("/licensed/used", 5)]


def test_a_form_is_found_by_its_fields(tmp_path: Path) -> None:
    """A filing that names no form is on the one that has most of its keys."""
    path = tmp_path / "a.json"
    path.write_bytes(b'{"crawled": {"used": "no"}, "synthetic": {}}')

    assert read_submission(path).form == "eu-ai-act"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b'{"form": "mars"}', "form-unknown"),
        (b'{"form": ["eu-ai-act"]}', "form-unknown"),
        (b'{"title": "a song"}', "form-not-recognised"),
        (b"[]", "form-not-recognised"),
        (b"5", "form-not-recognised"),
    ],
)
def test_what_is_on_no_form_is_refused(tmp_path: Path, body: bytes, code: str) -> None:
    """A filing none of whose fields is known is no filing known here."""
    path = tmp_path / "a.json"
    path.write_bytes(body)

    with pytest.raises(InputRefusedError, match=code):
        read_submission(path)


def test_a_context_is_flat_and_says_yes_and_no(tmp_path: Path) -> None:
    """Keys are dotted, true is yes, lists are tuples."""
    path = tmp_path / "c.yaml"
    path.write_text(
        "provider:\n  sme: True\n  country: no\nmodels_on_market: [Alder]\n"
    )

    context = read_context(path)

    assert context["provider.sme"] == "yes"
    assert context["provider.country"] == "no"
    assert context["models_on_market"] == ("Alder",)


def test_an_unknown_context_key_is_refused(tmp_path: Path) -> None:
    """A misspelt key would silently leave a rule undetermined."""
    path = tmp_path / "c.json"
    path.write_bytes(b'{"provider": {"smee": true}}')

    with pytest.raises(InputRefusedError, match="context-wrong"):
        read_context(path)
