"""How fast are letters set, three hundred to different posts, and a document of forty pages?

    python -m bench.bench_letters [--seconds 3] [--letters 300] [--save]

Everything goes through the process apart, fences and all, as it does in earnest; beside it stands what the research measured with the
same library in its own process before any of this was built.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from io import BytesIO

from pypdf import PdfReader

from bench.report import Table, percentile, report
from safeconduct.publications.exports.apart import Press
from safeconduct.publications.exports.mail import make_draft, make_mail
from safeconduct.publications.rules.sheet import Block, BlockKind, Letterhead, Note, Run, RunKind, Sheet, Signatory

LANGUAGES = {
    "en": "They are said to have been detained since February, and we ask you to let in those who could flee. ",
    "da": "De er efter det oplyste tilbageholdt siden februar, og vi beder Dem om at modtage dem, der kunne flygte. ",
    "de": "Sie sollen seit Februar festgehalten werden, und wir bitten Sie, jene aufzunehmen, die fliehen konnten. ",
    "ru": "По сообщениям, их удерживают с февраля, и мы просим принять тех, кому удалось бежать. ",
    "ar": "يُقال إنهم محتجزون منذ فبراير، ونطلب منكم استقبال من تمكنوا من الفرار. ",
}
BEFORE = {"warm": "52–82", "first": "160", "first de": "720", "merged": "84", "all": "about 25", "long": "1.4–1.5 (35 pages)", "docx": "72"}


def letter(language: str, *, paragraphs: int = 6, kind: str = "letter") -> Sheet:
    """Give an invented letter of two pages: five demands, three footnotes, fifteen signatories."""
    said = LANGUAGES[language]
    notes = tuple(Note(number, said[:60], f"https://desk.example/{language}/north/claims/CL-7Q4MZ{number}/") for number in (1, 2, 3))
    text = [Block(BlockKind.PARAGRAPH, (Run(said * 3), Run("", RunKind.NOTE, str(1 + number % 3)))) for number in range(paragraphs)]
    demands = [Block(BlockKind.DEMAND, (Run(said),), number=number) for number in range(1, 6)]
    return Sheet(
        kind=kind,
        language=language,
        title=said.strip(),
        letterhead=Letterhead("The Lantern Line", ("1 Example Street", "1000 Town"), "The Lantern Line, invented"),
        blocks=(*text, *demands),
        reference="PU-7Q4MZK",
        dateline="Town",
        recipient=("Ada Example", "Foreign minister", "2 Example Square", "1000 Town"),
        salutation="Ada Example,",
        closing="–",
        signatories=tuple(Signatory(f"Organisation {number}", "Bo Example", "chair") for number in range(15)),
        notes=notes,
    )


def merged(count: int) -> Iterator[Sheet]:
    """Give letters to so many different posts, in two languages."""
    for number in range(count):
        sheet = letter("da" if number % 2 else "en")
        yield replace(sheet, recipient=(f"Member {number}", *sheet.recipient[1:]), salutation=f"Dear Member {number},")


def timed(work: Callable[[], object]) -> float:
    """Give how many seconds it takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def first_letters() -> Iterator[tuple[str, float, float]]:
    """Give, by language, the seconds until a fresh process has set a letter, and those of the first letter in a process that has begun."""
    for language in LANGUAGES:
        with Press() as press:
            whole = timed(partial(press.set_sheet, "pdf", letter(language)))
        with Press() as press:
            press.set_any("labels", [["Ada Example"]])
            yield language, whole, timed(partial(press.set_sheet, "pdf", letter(language)))


def warm(form: str, language: str, seconds: float) -> list[float]:
    """Give the seconds of each letter that a warm process sets in this time."""
    times: list[float] = []
    with Press() as press:
        press.set_sheet(form, letter(language))
        began = time.perf_counter()
        while time.perf_counter() - began < seconds:
            times.append(timed(lambda: press.set_sheet(form, letter(language))))
    return times


def rows(seconds: float, count: int) -> Iterator[list[str]]:
    """Measure everything."""
    for language, whole, first in first_letters():
        yield [f"first letter, {language}: process and all, s", f"{whole:.2f}", "–"]
        yield [
            f"first letter, {language}: in a process that has begun, ms",
            f"{first * 1000:.0f}",
            BEFORE["first de" if language == "de" else "first"],
        ]
    for language in LANGUAGES:
        times = warm("pdf", language, seconds)
        middle = percentile(times, 50)
        yield [f"letter, warm, {language}, ms (p95)", f"{middle * 1000:.0f} ({percentile(times, 95) * 1000:.0f})", BEFORE["warm"]]
        yield [f"letters a second, {language}", f"{len(times) / sum(times):.1f}", "–"]
    times = warm("docx", "en", seconds)
    yield ["Word file, warm, ms", f"{percentile(times, 50) * 1000:.0f}", BEFORE["docx"]]
    with Press() as press:
        made: list[bytes] = []
        spent = timed(lambda: made.extend(press.set_sheet("pdf", sheet) for sheet in merged(count)))
        yield [f"{count} letters to different posts, s", f"{spent:.1f}", BEFORE["all"] if count == 300 else "–"]
        yield ["each of them, ms", f"{spent / count * 1000:.0f}", BEFORE["merged"]]
        drafts = timed(
            lambda: [
                make_draft(make_mail(sheet), to_name="Ada", to_address="a@north.example", pdf=pdf)
                for sheet, pdf in zip(merged(count), made, strict=True)
            ]
        )
        yield [f"{count} drafts of mail with them, s", f"{drafts:.1f}", "1.1" if count == 300 else "–"]
        long = letter("en", paragraphs=LONG, kind="dossier")
        spent = timed(lambda: made.append(press.set_sheet("pdf", long)))
        yield [f"document of {len(PdfReader(BytesIO(made[-1])).pages)} pages, s", f"{spent:.1f}", BEFORE["long"]]


LONG = 395  # paragraphs: forty pages


def main() -> None:
    """Measure and print; with ``--save`` keep the table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seconds", type=float, default=3)
    arguments.add_argument("--letters", type=int, default=300)
    arguments.add_argument("--save", action="store_true")
    given = arguments.parse_args()
    notes = [
        "Letters of two pages with five demands, three footnotes and fifteen signatories, set apart, fences and all.",
        "Before: the library alone, in the process that measured, with shorter letters.",
    ]
    report(Table("Letters", ["what", "now", "before"], list(rows(given.seconds, given.letters)), notes), save=given.save)


if __name__ == "__main__":
    main()
