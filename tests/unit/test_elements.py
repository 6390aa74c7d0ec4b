import shutil
from pathlib import Path

import pytest

from compliance.datafiles import read_toml, root
from compliance.elements import duties_of, load_elements, not_placed
from compliance.errors import RulebookError
from compliance.model import Level, Regulation, Side
from compliance.rulebook import load_regulation, regulation_ids
from compliance.schema import file_faults

ROOT = root()
BOOKS = [load_regulation(each, ROOT) for each in regulation_ids(ROOT)]

each_book = pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.id)


def placed(tmp_path: Path, regulation: str, words: str) -> Path:
    """Return a root whose `regulation` has `words` as its file of elements."""
    for folder in ("regulations", "schemas"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    file = tmp_path / "regulations" / regulation / "elements.toml"
    file.write_text(words, encoding="utf-8")
    return tmp_path


def test_there_are_enough_elements_and_none_twice() -> None:
    """The elements are between 35 and 50, each with an id and a question of its own."""
    elements = load_elements(ROOT)

    assert 35 <= len(elements) <= 50
    assert len({each.id for each in elements}) == len(elements)
    assert len({each.title for each in elements}) == len(elements)
    assert len({each.asks for each in elements}) == len(elements)
    assert {each.side for each in elements} == set(Side)


def test_the_elements_keep_their_contract() -> None:
    """The file of elements is as its schema says."""
    file = ROOT / "regulations" / "elements.toml"

    assert not file_faults(read_toml(file), "elements", ROOT)


@each_book
def test_a_regulation_places_every_element(book: Regulation) -> None:
    """Each shipped regulation says of every element what it asks, or that it does not."""
    file = ROOT / "regulations" / book.id / "elements.toml"

    assert not file_faults(read_toml(file), "duties", ROOT)
    assert not not_placed(book, ROOT)


@each_book
def test_what_is_asked_has_a_clause(book: Regulation) -> None:
    """A cell that asks, or says that nothing is asked, names where that stands."""
    for duty in duties_of(book, ROOT).values():
        assert duty.clause or duty.level is Level.NOT_ESTABLISHED, duty.element


@each_book
def test_what_is_asked_of_a_form_has_its_fields(book: Regulation) -> None:
    """A regulation with rules ties some disclosures to its form, one without ties none."""
    sides = {each.id: each.side for each in load_elements(ROOT)}
    tied = [duty for duty in duties_of(book, ROOT).values() if duty.at or duty.rules]

    assert bool(tied) is bool(book.rules)
    assert {sides[duty.element] for duty in tied} <= {Side.DISCLOSURE}


def test_what_nobody_placed_is_not_established(tmp_path: Path) -> None:
    """Silence of the file is not silence of the law."""
    home = placed(tmp_path, "kr-ai-basic-act", "")
    book = load_regulation("kr-ai-basic-act", home)

    duties = duties_of(book, home)

    assert {duty.level for duty in duties.values()} == {Level.NOT_ESTABLISHED}
    assert {duty.sure for duty in duties.values()} == {"low"}
    assert len(not_placed(book, home)) == len(duties)


ASKS = '[[asks]]\nelement = "size"\nlevel = "required"\nclause = "1"\nsays = "x"\n'


@pytest.mark.parametrize(
    ("words", "key"),
    [
        pytest.param(ASKS.replace("size", "sighs"), "element", id="no such element"),
        pytest.param(ASKS.replace("required", "maybe"), "level", id="no such level"),
        pytest.param(
            ASKS.replace("required", "not required"), "level", id="asks for nothing"
        ),
        pytest.param(ASKS.replace("clause", "claws"), "claws", id="misspelt key"),
        pytest.param(ASKS + 'at = ["/nowhere"]\n', "at", id="no such field"),
        pytest.param(ASKS + 'if_yes = ["/nowhere"]\n', "if_yes", id="no such gate"),
        pytest.param(ASKS + 'rules = ["X-1-01"]\n', "rules", id="no such rule"),
        pytest.param(ASKS + 'list = "no-list"\n', "list", id="no such word list"),
        pytest.param(
            ASKS + 'list = "contact"\ngroups = ["x"]\n', "groups", id="no such group"
        ),
        pytest.param(ASKS + 'sure = "very"\n', "sure", id="no such certainty"),
        pytest.param(ASKS + ASKS, "size is placed twice", id="placed twice"),
        pytest.param(
            '[[silent]]\nelements = ["sighs"]\nclause = "1"\nsays = "x"\n',
            "elements",
            id="silent on nothing",
        ),
    ],
)
def test_a_wrong_file_is_named_with_its_field(
    tmp_path: Path, words: str, key: str
) -> None:
    """The line says which file and which field of it is wrong."""
    home = placed(tmp_path, "us-hr-7913", words)
    book = load_regulation("us-hr-7913", home)

    with pytest.raises(RulebookError, match=r"us-hr-7913/elements\.toml") as refused:
        duties_of(book, home)

    assert key in str(refused.value)


def test_an_element_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    """Two elements of one id would be two rows that say different things."""
    shutil.copytree(ROOT / "regulations", tmp_path / "regulations")
    file = tmp_path / "regulations" / "elements.toml"
    words = file.read_text(encoding="utf-8")
    file.write_text(words.replace('"dataset-links"', '"dataset-names"', 1))

    with pytest.raises(RulebookError, match=r"dataset-names is there twice"):
        load_elements(tmp_path)
