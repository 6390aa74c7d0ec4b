"""Reservations and licences, held against when and by whom was collected."""

from compliance.reservations.bearing import (
    Judged,
    Provider,
    Use,
    licence_judged,
    reservation_judged,
)
from compliance.reservations.forms import Form, form_words, load_forms
from compliance.reservations.records import (
    FIELDS,
    REQUIRED,
    Licence,
    Reservation,
    licences_of,
    party_key,
    party_keys,
    reservation_of,
)
from compliance.reservations.window import Window, window_of

__all__ = [
    "FIELDS",
    "REQUIRED",
    "Form",
    "Judged",
    "Licence",
    "Provider",
    "Reservation",
    "Use",
    "Window",
    "form_words",
    "licence_judged",
    "licences_of",
    "load_forms",
    "party_key",
    "party_keys",
    "reservation_judged",
    "reservation_of",
    "window_of",
]
