"""Make the corpus: ``python -m bench.reading.corpus FOLDER [--only KIND] [--seed N]``.

From the project's folder, in an environment with its ``bench`` extra. FOLDER gets the
forms and, for each, what a careful reader sees (``truth/NAME.yaml``); the names say
layout, tick notation, page breaks and language. What chromium and LibreOffice print is
left out where they are not installed. The same seed gives the same forms.
"""

import argparse
import random
from pathlib import Path
from typing import Any

import yaml

from bench.reading.corpus import printed
from bench.reading.corpus.filing import Filing, invented
from bench.reading.corpus.notation import prints_all
from bench.reading.corpus.plan import Plan, plans


def main() -> None:
    """Write the corpus."""
    parser = argparse.ArgumentParser(prog="python -m bench.reading.corpus")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", help="one kind or maker: pdf, docx, reportlab, …")
    parser.add_argument("--seed", type=int, default=1)
    wished = parser.parse_args()
    (wished.folder / "truth").mkdir(parents=True, exist_ok=True)
    made = 0
    for plan in plans():
        if wished.only not in (None, plan.kind, plan.maker):
            continue
        made += write(plan, wished.seed, wished.folder)
    print(f"{made} forms in {wished.folder}")


def write(plan: Plan, seed: int, folder: Path) -> bool:
    """Write one form and its truth; return whether its maker is there to make it."""
    boxed = prints_all(plan.notation)
    filing = invented(plan.name, seed, plan.language, boxed=boxed)
    data, pages = _made(plan, filing, seed)
    if data is None:
        return False
    truth: dict[str, Any] = {"name": plan.name, "template": "C(2025)8311"}
    for field, told in filing.truth.items():
        page = {"page": pages[field]} if field in pages else {}
        missing = told["state"] == "missing_field"
        truth[field] = told if missing else told | page
    (folder / f"{plan.name}.{plan.kind}").write_bytes(data)
    text = yaml.safe_dump(truth, allow_unicode=True, sort_keys=False, width=10_000)
    (folder / "truth" / f"{plan.name}.yaml").write_text(text, encoding="utf-8")
    return True


def _made(plan: Plan, filing: Filing, seed: int) -> tuple[bytes | None, dict[str, int]]:
    """Return the file, ``None`` if nothing here makes it, and the pages of its answers."""
    from bench.reading.corpus import markup

    match plan.kind:
        case "html":
            return markup.web_page(filing, plan.notation, plan.layout).encode(), {}
        case "md":
            return markup.markdown(filing, plan.notation, plan.layout).encode(), {}
        case "txt":
            return markup.plain_text(filing, plan.notation, plan.layout).encode(), {}
        case "docx" | "xlsx":
            from bench.reading.corpus import office

            make = office.word_file if plan.kind == "docx" else office.workbook
            return make(filing, plan.notation, plan.layout), {}
        case _:
            return _pdf(plan, filing, seed)


def _pdf(plan: Plan, filing: Filing, seed: int) -> tuple[bytes | None, dict[str, int]]:
    if plan.maker == "reportlab":
        from bench.reading.corpus import sheets

        chance = random.Random(f"{seed}/{plan.name}/setting")  # noqa: S311
        western = plan.language != "pl"
        setting = sheets.Setting(
            notation=plan.notation,
            layout=plan.layout,
            breaks=plan.breaks,
            strong=chance.random() < 0.5,
            level=chance.random() < 0.5,
            footed=chance.random() < 0.5,
            own_font=chance.random() < 0.5 or not western,
        )
        return sheets.pdf(filing, setting)
    from bench.reading.corpus import markup, office

    program = printed.browser() if plan.maker == "chromium" else printed.office()
    if program is None:
        return None, {}
    if plan.maker == "chromium":
        page = markup.web_page(filing, plan.notation, plan.layout)
        return printed.printed_page(page, program), {}
    word = office.word_file(filing, plan.notation, plan.layout)
    return printed.converted(word, program), {}


if __name__ == "__main__":
    main()
