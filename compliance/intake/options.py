"""The options of a form's closed questions, and the words they are printed in."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from compliance import datafiles
from compliance.model import MODALITIES, Form, FormField, Kind

_YES_NO: Final = ("yes", "no")


def options_of(field: FormField) -> tuple[str, ...]:
    """Return the codes that a field of boxes or a list to choose from offers."""
    match field.kind:
        case Kind.YES_NO:
            return _YES_NO
        case Kind.TICKS:
            return field.choices or MODALITIES
        case _:
            return field.choices


def printed_options(form: Form, root: Path) -> dict[str, str]:
    """Return how the form prints each of its options in English, by code.

    The first of the words that its labels know; a code without any is printed itself.
    """
    file = root / "regulations" / form.regulation / "labels" / "en.toml"
    raw = datafiles.read_toml(file) if file.is_file() else {}
    return default_options(form) | dict(_first(raw.get("choices", [])))


def default_options(form: Form) -> dict[str, str]:
    """Return the options of `form` with their codes made words.

    >>> from compliance.datafiles import root
    >>> from compliance.forms import form_of
    >>> default_options(form_of("us-hr-7913", root()))["significant_alterer"]
    'Significant alterer'
    """
    return {
        code: code.replace("_", " ").capitalize()
        for field in form.fields
        for code in options_of(field)
    }


def _first(choices: Iterable[Mapping[str, Any]]) -> Iterable[tuple[str, str]]:
    return ((str(entry["code"]), str(entry["labels"][0])) for entry in choices)
