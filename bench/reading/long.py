"""Make a long PDF: pages of invented prose, a filing's pages in their midst.

``python -m bench.reading.long FILING.pdf OUT.pdf --pages 500 --at 300`` from the
project's folder, with its `bench` extra. The same seed gives the same words.
"""

import argparse
import io
import random
from pathlib import Path

import pypdfium2 as pdfium
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

_WORDS = [
    "report", "energy", "region", "measures", "water", "plan", "supply", "station",
    "public", "works", "annual", "cost", "table", "network", "local", "board", "member",
    "data", "model", "training", "system", "policy",
]  # fmt: skip
_PARAGRAPHS = 7
_SPARE = 4


def prose(pages: int, seed: int) -> bytes:
    """Return a PDF of at least `pages` dense pages."""
    chance = random.Random(seed)  # noqa: S311  # words of a sample, no secret
    styles = getSampleStyleSheet()
    flow = []
    for number in range((pages + _SPARE) * _PARAGRAPHS):
        if number % _PARAGRAPHS == 0:
            title = " ".join(chance.choices(_WORDS, k=4)).title()
            flow.append(Paragraph(title, styles["Heading2"]))
        words = " ".join(chance.choices(_WORDS, k=105))
        flow.append(Paragraph(f"{words}.", styles["BodyText"]))
    written = io.BytesIO()
    SimpleDocTemplate(written, pagesize=A4, invariant=1).build(flow)
    return written.getvalue()


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("filing", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--at", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    wished = parser.parse_args()
    filing = pdfium.PdfDocument(wished.filing)
    document = pdfium.PdfDocument(prose(wished.pages, wished.seed))
    around = wished.pages - len(filing)
    while len(document) > around:
        document.del_page(len(document) - 1)
    document.import_pages(filing, index=wished.at - 1)
    document.save(wished.out)


if __name__ == "__main__":
    main()
