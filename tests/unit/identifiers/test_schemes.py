import pytest

from compliance.identifiers import (
    SCHEMES,
    Verdict,
    guess,
    parse,
    parse_typed,
    scheme_of,
)

VALID = [
    ("isbn", "0-306-40615-2", "9780306406157"),
    ("isbn", "ISBN-13: 978-0-306-40615-7", "9780306406157"),
    ("isbn", "urn:isbn:080442957x", "9780804429573"),
    ("isbn", "979-10-90636-07-1", "9791090636071"),
    ("isbn", "3640612", "9780003640618"),
    ("issn", "0378-5955", "03785955"),
    ("issn", "12343", "00012343"),
    ("issn", "eISSN 2434-561x", "2434561X"),
    ("ismn", "979-0-2306-7118-7", "9790230671187"),
    ("ismn", "M 2306 7118 7", "9790230671187"),
    ("isrc", "isrc: gb-aye-67-00124", "GBAYE6700124"),
    ("iswc", "T-034.524.680-1", "T0345246801"),
    ("gtin", "0 36000 29145 2", "00036000291452"),
    ("gtin", "96385074", "00000096385074"),
    ("gtin", "EAN: 4006381333931", "04006381333931"),
    ("grid", "A1-2425G-ABC1234002-M", "A12425GABC1234002M"),
    ("eidr", "10.5240/7791-8534-2C23-9030-8610-5", "10.5240/7791-8534-2C23-9030-8610-5"),
    ("isan", "0000-0000-D07A-0090-Q-0000-0000-X", "00000000D07A0090"),
    ("doi", "HTTPS://DX.DOI.ORG/10.1000/XYZ", "10.1000/xyz"),
    ("doi", "doi:10.1000/xyz", "10.1000/xyz"),
    ("doi", "10.1000.10/123(4)", "10.1000.10/123(4)"),
    ("doi", "doi:10.1000/a%3cb", "10.1000/a%3cb"),
    ("doi", "https://doi.org/10.1000/a%3cb", "10.1000/a<b"),
    ("iscc", "ISCC:KACYPXW445FTYNJ3CYSXHAFJMA2HUWULUNRFE3BLHRSCXYH2M5AEGQY",
     "ISCC:KACYPXW445FTYNJ3CYSXHAFJMA2HUWULUNRFE3BLHRSCXYH2M5AEGQY"),
    ("isni", "https://isni.org/isni/000000012146438X", "000000012146438X"),
    ("isni", "0000-0002-1825-0097", "0000000218250097"),
    ("ipi", "52210040", "00052210040"),
    ("isan", "0000-0000-D07A-0090", "00000000D07A0090"),
    ("isan", "0000-0000-D07A-0090-Q", "00000000D07A0090"),
    ("isan", "0000-0000-D07A-0090-0000-0000-X", "00000000D07A0090"),
    ("us", "TX1234567890", "TX1234567890"),
    ("us", "A-1-234", "A1-234"),
    ("us", "A-12-345", "A12345"),
    ("ipi", "00014107338", "00014107338"),
    ("ipi-base", "I-000000229-7", "I0000002297"),
    ("dpid", "PADPIDA2012110906 O", "PADPIDA2012110906O"),
    ("us", "SR-320-918@2003-05-01", "SR0000320918@2003-05-01"),
    ("us", "us: VAu 598-764", "VAU000598764"),
    ("us", "A41904", "A41904"),
    ("us", "AI-9217", "AI9217"),
    ("us", "B5-73742", "B5-73742"),
    ("us", "b5 73742", "B5-73742"),
    ("us", "A 704,583@1923-03-27", "A704583@1923-03-27"),
    ("us", "TX 1-234-567", "TX0001234567"),
    ("us", "RE0000123456", "RE0000123456"),
    ("us", "PRE000001234", "PRE000001234"),
    ("us", "A00041904", "A41904"),
    ("us", "SR320918@2003", "SR0000320918@2003"),
]  # fmt: skip
CHECK_FAILS = [
    ("isbn", "0-306-40615-3"),
    ("isbn", "978-0-306-40615-8"),
    ("issn", "0378-5956"),
    ("ismn", "979-0-2306-7118-8"),
    ("iswc", "T-034.524.680-2"),
    ("gtin", "036000291453"),
    ("grid", "A1-2425G-ABC1234002-N"),
    ("eidr", "10.5240/7791-8534-2C23-9030-8610-6"),
    ("isan", "0000-0000-D07A-0090-R-0000-0000-X"),
    ("isan", "0000-0000-D07A-0090-Q-0000-0000-Y"),
    ("isni", "0000-0002-1825-0098"),
    ("ipi", "52210041"),
    ("ipi-base", "I-000000229-8"),
    ("dpid", "PADPIDA20121109069"),
]
MALFORMED = [
    ("isbn", ""),
    ("isbn", "9.78043902348e+12"),
    ("isbn", "4006381333931"),
    ("isbn", "9790230671187"),
    ("isbn", "97803064061570"),
    ("isbn", "364061"),
    ("issn", "3646"),
    ("isbn", "03064X6152"),
    ("issn", "1234"),
    ("ismn", "9780306406157"),
    ("isrc", "GB-AYE-67-0012"),
    ("iswc", "034.524.680-1"),
    ("gtin", "1234567"),
    ("gtin", "12345678901234567"),
    ("eidr", "10.5240/7791"),
    ("doi", "11.1000/xyz"),
    ("doi", "10.1/xyz"),
    ("iscc", "ISCC:0189"),
    ("isni", "123"),
    ("ipi", "1234"),
    ("ipi", "123456789012"),
    ("dpid", "PADPIDB2012110906O"),
    ("us", "UCC work"),
    ("us", "A"),
    ("us", "A0"),
    ("us", "TX12345678901"),
    ("us", "TXU1234567890"),
    ("us", "A12345678901"),
    ("us", "A-12-34"),
    ("us", "AIO-6310-63140"),
]


@pytest.mark.parametrize(("scheme", "raw", "normal"), VALID)
def test_spellings_have_one_normal_form(scheme: str, raw: str, normal: str) -> None:
    """However an identifier is spelt, it is compared in one form, and kept as it was."""
    found = parse(scheme, raw)

    assert (found.verdict, found.normal, found.raw) == (Verdict.VALID, normal, raw)


@pytest.mark.parametrize(("scheme", "normal"), [(s, n) for s, _, n in VALID])
def test_a_normal_form_is_its_own(scheme: str, normal: str) -> None:
    """Reading a normal form gives the same form, without a repair."""
    found = parse(scheme, normal)

    assert (found.normal, found.repair) == (normal, "")


@pytest.mark.parametrize(("scheme", "raw"), CHECK_FAILS)
def test_a_wrong_check_digit_is_seen(scheme: str, raw: str) -> None:
    """The form is right and the check digit is another."""
    assert parse(scheme, raw).verdict is Verdict.CHECK_FAILS


@pytest.mark.parametrize(("scheme", "raw"), MALFORMED)
def test_other_things_are_malformed(scheme: str, raw: str) -> None:
    """What is no identifier has no normal form, and it is said why."""
    found = parse(scheme, raw)

    assert (found.verdict, found.normal) == (Verdict.MALFORMED, "")
    assert found.note


@pytest.mark.parametrize(
    ("raw", "repair"),
    [
        ("306406152", "leading zeros restored"),
        ("439023483", "leading zeros restored"),
        ("439023483.0", "the “.0” of a spreadsheet dropped; leading zeros restored"),
        ("0\N{EN DASH}306\N{EN DASH}40615\N{EN DASH}2", "other dashes read as hyphens"),
        ("\N{FULLWIDTH DIGIT ZERO}306406152", "other digits or letters read as ASCII"),
        ("0306\N{ZERO WIDTH SPACE}406152", "invisible characters dropped"),
        ("0306406152\N{NO-BREAK SPACE}", ""),
        ("0306\N{NO-BREAK SPACE}406152", ""),
        ("0-306-40615-2", ""),
        ("ISBN 0 306 40615 2", ""),
    ],
)
def test_repairs_of_an_isbn_are_told(raw: str, repair: str) -> None:
    """Marks of spreadsheets and typesetting are repaired, and it is said how."""
    found = parse("isbn", raw)

    assert found.verdict is Verdict.VALID
    assert found.repair.startswith(repair)
    assert bool(found.repair) == bool(repair)


@pytest.mark.parametrize("scheme", ["isbn", "issn", "gtin", "isni", "ipi", "ismn"])
def test_lost_digits_are_not_guessed(scheme: str) -> None:
    """A number in a spreadsheet's notation has lost digits and stays malformed."""
    for raw in ("9.78043902348e+12", "1.2E12", "9,78043902348E+12"):
        assert parse(scheme, raw).verdict is Verdict.MALFORMED


def test_zeros_are_restored_only_where_the_check_digit_says_so() -> None:
    """Nine digits are an ISBN without its zero only if the check digit holds."""
    assert parse("isbn", "306406153").verdict is Verdict.MALFORMED
    assert parse("gtin", "36000291453").verdict is Verdict.MALFORMED
    assert parse("issn", "3785956").verdict is Verdict.MALFORMED


def test_an_unknown_prefix_of_an_isrc_is_a_note() -> None:
    """The list of prefixes is never complete, so the code is valid and noted."""
    found = parse("isrc", "RDAYE6700124")

    assert found.verdict is Verdict.VALID
    assert "RD" in found.note
    assert not parse("isrc", "GBAYE6700124").note


def test_a_renewal_after_1978_is_an_re_number() -> None:
    """Registers write R and RE for the same renewals; the date tells."""
    assert parse("us", "R123456@1979-01-01").normal == "RE0000123456@1979-01-01"
    assert parse("us", "R123456@1978-01-01").normal == "R123456@1978-01-01"
    assert parse("us", "R123456").normal == "R123456"


def test_a_date_that_is_none_is_noted() -> None:
    """The number stays, without its date, and it is said."""
    found = parse("us", "A41904@1922-13-01")

    assert (found.normal, found.verdict) == ("A41904", Verdict.VALID)
    assert "1922-13-01" in found.note


def test_bar_codes_of_books_agree_with_their_isbn() -> None:
    """Keys agree across schemes where the numbers are the same thing."""
    assert parse("gtin", "9780306406157").key == parse("isbn", "0306406152").key
    assert parse("gtin", "9790230671187").key == parse("ismn", "M230671187").key
    eidr = parse("eidr", "10.5240/7791-8534-2C23-9030-8610-5")
    assert eidr.key == parse("doi", eidr.normal).key
    assert parse("gtin", "4006381333931").key == "gtin:04006381333931"


@pytest.mark.parametrize(
    ("raw", "scheme"),
    [
        ("isbn:0306406152", "isbn"),
        ("ISBN-13: 9780306406157", "isbn"),
        ("upc:036000291452", "gtin"),
        ("us:SR0000320918@2003-05-01", "us"),
        ("registration:SR0000320918", "us"),
        ("9780306406157", "isbn"),
        ("0-306-40615-2", "isbn"),
        ("0378-5955", "issn"),
        ("9790230671187", "ismn"),
        ("https://doi.org/10.1000/xyz", "doi"),
        ("10.5240/7791-8534-2C23-9030-8610-5", "eidr"),
        ("T-034.524.680-1", "iswc"),
        ("GBAYE6700124", "isrc"),
        ("SR0000320918", "us"),
        ("A41904@1922-01-01", "us"),
        ("4006381333931", "gtin"),
        ("0000-0002-1825-0097", "isni"),
        ("A1-2425G-ABC1234002-M", "grid"),
        ("PADPIDA2012110906O", "dpid"),
        ("I-000000229-7", "ipi-base"),
    ],
)
def test_the_scheme_is_found(raw: str, scheme: str) -> None:
    """A typed value says its scheme, a bare one shows it by form and check digit."""
    found = guess(raw)

    assert found is not None
    assert (found.scheme, found.verdict) == (scheme, Verdict.VALID)


@pytest.mark.parametrize(
    "raw",
    ["", "Moby Dick", "1984", "2001: A Space Odyssey", "0306406153", "x:1", "12345678"],
)
def test_there_is_no_telling(raw: str) -> None:
    """A title or a number whose check digit fails is no identifier."""
    assert guess(raw) is None


def test_a_typed_value_keeps_its_fault() -> None:
    """A typed value is of its scheme whatever its check digit says."""
    typed = parse_typed("isbn:0306406153")

    assert typed is not None
    assert typed.verdict is Verdict.CHECK_FAILS
    assert parse_typed("asin:B000000000") is None
    assert parse_typed("https://example.org/") is None


def test_every_scheme_takes_any_text() -> None:
    """Nothing that stands in a cell stops a parser."""
    strange = [
        "",
        " ",
        "\0",
        "=1+1",
        "𝟘" * 13,
        "X" * 5000,
        "1" * 5000,
        "@",
        "us:",
        "-",
        "é",
    ]
    for scheme in SCHEMES:
        for raw in strange:
            assert parse(scheme, raw).raw == raw


def test_names_of_schemes() -> None:
    """Column headings and types mean one scheme each."""
    assert scheme_of("ISBN 13") == scheme_of("isbn10") == "isbn"
    assert scheme_of("ipi_base") == "ipi-base"
    assert scheme_of("shelfmark") == ""
