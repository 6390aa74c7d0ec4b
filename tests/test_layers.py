import ast
from pathlib import Path

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
# A library that costs time or reads untrusted bytes is imported in one room.
HOMES = {
    "pandas": {"linkage"},
    "numpy": {"linkage"},
    "icalendar": {"render"},
    "pyarrow": {"linkage"},
    "rapidfuzz": {"linkage", "intake"},
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
TREES = {
    file.relative_to(ROOT / "compliance"): ast.parse(file.read_text(encoding="utf-8"))
    for file in sorted((ROOT / "compliance").rglob("*.py"))
}


def room(module: str) -> str:
    """Return the room a module of the package is in."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def imported(tree: ast.Module) -> list[str]:
    """Return the modules that a file imports; of the package itself, its names."""
    names = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "compliance":
            names += [f"compliance.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.append(node.module)
        elif isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
    return names


def test_imports_point_upwards() -> None:
    """A file imports only from its own room and the rooms above it."""
    below = [
        (str(path), name)
        for path, tree in TREES.items()
        if (own := path.with_suffix("").parts[0]) != "__init__"
        for name in imported(tree)
        if name.split(".")[0] == "compliance"
        and room(name) not in ORDER[: ORDER.index(own) + 1]
        and name != "compliance.__version__"
    ]

    assert not below


def test_third_parties_stay_at_home() -> None:
    """Each of these libraries is imported in its own rooms only."""
    strangers = [
        (str(path), name)
        for path, tree in TREES.items()
        for name in (module.split(".")[0] for module in imported(tree))
        if name in HOMES and path.with_suffix("").parts[0] not in HOMES[name]
    ]

    assert not strangers


def test_imports_stand_at_the_top() -> None:
    """No function imports; the command line loads its commands by name."""
    inner = [
        (str(path), node.lineno)
        for path, tree in TREES.items()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert not inner
