"""PDFs that other programs print: a browser, an office suite. Used where installed."""

import shutil
import subprocess
import tempfile
from pathlib import Path

_SECONDS = 120


def browser() -> str | None:
    """Return the browser that prints pages, or ``None``."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def office() -> str | None:
    """Return the office suite that converts Word files, or ``None``."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def printed_page(page: str, program: str) -> bytes:
    """Return a web page as the browser prints it."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "page.html"), Path(folder, "page.pdf")
        source.write_text(page, encoding="utf-8")
        _run(
            program, "--headless", "--no-sandbox", "--disable-gpu",
            "--no-pdf-header-footer", f"--user-data-dir={folder}/profile",
            f"--print-to-pdf={target}", source.as_uri(),
        )  # fmt: skip
        return target.read_bytes()


def converted(word_file: bytes, program: str) -> bytes:
    """Return a Word file as the office suite exports it."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "file.docx")
        source.write_bytes(word_file)
        _run(
            program, f"-env:UserInstallation=file://{folder}/profile", "--headless",
            "--convert-to", "pdf", "--outdir", folder, str(source),
        )  # fmt: skip
        return Path(folder, "file.pdf").read_bytes()


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
