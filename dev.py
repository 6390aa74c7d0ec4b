"""Set the project up from nothing and run it: ``python dev.py demo``, ``... test``.

Needs Python 3.11 or newer with pip; makes ``.venv`` here from the locked
requirements, whose hashes are checked. Standard library only.
"""

import hashlib
import os
import subprocess
import sys
import venv
from concurrent.futures import ThreadPoolExecutor
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
# The longest first, since two run side by side.
GATE = (
    ("mypy",),
    ("compliance", "verify"),
    ("compliance", "docs", "--check"),
    ("ruff", "format", "--check", "."),
    ("ruff", "check", "."),
)
# Each of the two gets half of the tests, in their order, and then helps the other out.
TESTS = ("pytest", "-n", "2", "--dist", "worksteal")


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
    with ThreadPoolExecutor(max_workers=2) as pool:
        running = [pool.submit(finished, *command) for command in GATE]
        for command, each in zip(GATE, running, strict=True):
            print("$", *command, flush=True)
            done = each.result()
            sys.stdout.buffer.write(done.stdout)
            if done.returncode:
                pool.shutdown(cancel_futures=True)
                return done.returncode
    print("$", *TESTS, flush=True)
    return run(*TESTS)


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
    if not any((VENV / each).is_file() for each in (".run", ".dev")):
        venv.create(VENV, with_pip=True, clear=not PYTHON.exists())
    # What is used is compiled when it is used.
    pip = ("pip", "--disable-pip-version-check", "install", "--quiet", "--no-compile")
    require(run(*pip, "--require-hashes", "-r", str(lock)))
    require(run(*pip, "--no-build-isolation", "--no-deps", "-e", str(HERE)))
    stamp.write_text(wanted)


def run(module: str, *arguments: str) -> int:
    """Run a module of the environment from the project's folder."""
    command = [str(PYTHON), "-m", module, *arguments]
    return subprocess.run(  # noqa: S603
        command, cwd=HERE, env=environment(), check=False
    ).returncode


def finished(module: str, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    """Run a module likewise; return its code and what it said, errors among it."""
    return subprocess.run(  # noqa: S603
        [str(PYTHON), "-m", module, *arguments],
        cwd=HERE,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )


def environment() -> dict[str, str]:
    """Return our own, in which bytecode is kept: modules are loaded many times."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def require(code: int) -> None:
    """Stop with `code` unless it is 0."""
    if code:
        sys.exit(code)


if __name__ == "__main__":
    sys.exit(main())
