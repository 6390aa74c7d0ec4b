import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# A room imports only from rooms above it.
ORDER = (
    "errors",
    "model",
    "pointer",
    "wire",
    "datafiles",
    "limits",
    "lexicon",
    "figures",
    "identifiers",
    "known",
    "domains",
    "crawlers",
    "languages",
    "reference",
    "forms",
    "frontdoor",
    "archive",
    "sandbox",
    "schema",
    "intake",
    "checks",
    "rulebook",
    "elements",
    "reservations",
    "linkage",
    "crosscheck",
    "conditions",
    "evaluate",
    "verify",
    "carry",
    "coverage",
    "penalties",
    "assess",
    "compare",
    "changes",
    "contradictions",
    "convert",
    "deadlines",
    "original",
    "render",
    "annotate",
    "output",
    "indexing",
    "linking",
    "child",
    "cli",
    "__main__",
)
FILES = sorted((ROOT / "compliance").rglob("*.py"))


def room(module: str) -> str:
    """Return the room a module of the package is in."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def imported(path: Path) -> list[str]:
    """Return the project's modules that the file at `path` imports."""
    names = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "compliance":
                names += [f"compliance.{alias.name}" for alias in node.names]
            else:
                names.append(node.module)
        elif isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
    return [name for name in names if name.split(".")[0] == "compliance"]


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_point_upwards(path: Path) -> None:
    """A file imports only from its own room and the rooms above it."""
    own = path.relative_to(ROOT / "compliance").with_suffix("").parts[0]
    if own == "__init__":
        return
    allowed = set(ORDER[: ORDER.index(own) + 1])

    below = [
        name
        for name in imported(path)
        if room(name) not in allowed and name != "compliance.__version__"
    ]

    assert not below


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_third_parties_stay_at_home(path: Path) -> None:
    """A library that costs time or reads untrusted bytes is imported in one room."""
    homes = {
        "pandas": {"linkage"},
        "numpy": {"linkage"},
        "icalendar": {"render"},
        "pyarrow": {"linkage"},
        "rapidfuzz": {"linkage"},
        "openpyxl": {"linkage", "intake"},
        "pypdfium2": {"intake", "annotate"},
        "lxml": {"annotate", "intake", "render"},
        "yaml": {"intake"},
        "docx": {"render"},
        "jsonschema": {"schema"},
        "markdown_it": {"intake", "render"},
        "xlsxwriter": {"render"},
        "tomli": {"datafiles"},
        "typer": {"cli"},
        "publicsuffixlist": {"domains"},
        "idna": {"domains"},
    }
    own = path.relative_to(ROOT / "compliance").with_suffix("").parts[0]
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = [
        alias.name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    ] + [
        node.module.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
    ]

    strangers = [name for name in names if own not in homes.get(name, {own})]

    assert not strangers


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_stand_at_the_top(path: Path) -> None:
    """No function imports; the command line loads its commands by name."""
    tree = ast.parse(path.read_text(encoding="utf-8"))

    inner = [
        node
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert not inner
