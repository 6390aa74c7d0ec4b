"""Set the project up from nothing and run it: ``python dev.py demo``, ``... test``.

Needs Python 3.11 or newer with pip; makes ``.venv`` here from the locked
requirements, whose hashes are checked. Standard library only.
"""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

DEMO = (
    "check",
    "samples/eu-ai-act/evasive/submission.yaml",
    "--regulation=eu-ai-act",
    "--regulation=us-hr-7913",
    "--catalog=samples/catalogs/lindenbach/catalog.csv",
    "--context=samples/eu-ai-act/evasive/context.yaml",
    "--as-of=2026-11-25",
    "--output=reports",
    "--fail-on=never",
)
GATE = (
    ("ruff", "format", "--check", "."),
    ("ruff", "check", "."),
    ("mypy",),
    ("compliance", "verify"),
    ("compliance", "docs", "--check"),
    ("pytest", "-n", "2"),
)


def main() -> int:
    """Run the wish on the command line; return the exit code."""
    wish = sys.argv[1] if len(sys.argv) == 2 else ""
    if wish == "demo":
        return demo()
    if wish == "test":
        return test()
    print("python dev.py demo   check a sample filing and write its gap reports")
    print("python dev.py test   run every test")
    return 2


def demo() -> int:
    """Check the sample and say where the reports lie."""
    set_up("run")
    code = run("compliance", *DEMO)
    if code == 0:
        program = PYTHON.parent / "compliance"
        print()
        print(
            "Open reports/submission.eu-ai-act.html in a browser. Then, for instance:"
        )
        print(f"  {program.relative_to(HERE)} check YOUR.pdf --regulation eu-ai-act")
        print(f"  {program.relative_to(HERE)} --help")
    return code


def test() -> int:
    """Run the gate, all of it, and report the first command that is not content."""
    set_up("dev")
    for command in GATE:
        print("$", *command, flush=True)
        code = run(*command)
        if code:
            return code
    return 0


def set_up(kind: str) -> None:
    """Make ``.venv`` hold what ``requirements/<kind>.txt`` locks, and the project."""
    lock = HERE / "requirements" / f"{kind}.txt"
    stamp = VENV / f".{kind}"
    wanted = hashlib.sha256(
        lock.read_bytes() + (HERE / "pyproject.toml").read_bytes()
    ).hexdigest()
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    print("setting up .venv", flush=True)
    venv.create(VENV, with_pip=True, clear=not PYTHON.exists())
    pip = ("pip", "--disable-pip-version-check", "install", "--quiet")
    require(run(*pip, "--require-hashes", "-r", str(lock)))
    require(run(*pip, "--no-build-isolation", "--no-deps", "-e", str(HERE)))
    stamp.write_text(wanted)


def run(module: str, *arguments: str) -> int:
    """Run a module of the environment from the project's folder."""
    command = [str(PYTHON), "-m", module, *arguments]
    return subprocess.run(command, cwd=HERE, check=False).returncode  # noqa: S603


def require(code: int) -> None:
    """Stop with `code` unless it is 0."""
    if code:
        sys.exit(code)


if __name__ == "__main__":
    sys.exit(main())
