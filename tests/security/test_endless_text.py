"""A text made to keep the server busy is read in the time of its length, or refused.

What is read here would take hours if each place were compared with each other; the child that reads it is given a minute.
"""

import resource
import subprocess
import sys

import pytest

from safeconduct.evidence.reading import read
from safeconduct.evidence.reading.errors import TooLarge
from safeconduct.evidence.reading.read import read_document

MINUTE = 60

HOSTILE = {
    "a line of blanks": "from safeconduct.evidence.reading.extract.text import blocks_of; blocks_of('A ' + ' ' * 1_000_000 + 'b.')",
    "a page of dates": "from safeconduct.evidence.reading.arrange.dates import find_dates; find_dates('1 April 2017 ' * 80_000)",
    "an address without end": (
        "from safeconduct.evidence.reading.propose.demands import addressees_of;"
        "from safeconduct.evidence.reading.read import read_document;"
        "addressees_of(read_document(('To – a ' * 400_000).encode()))"
    ),
    "many short blocks": (
        "from dataclasses import replace; from safeconduct.evidence.reading.read import read_document;"
        "one = read_document(b'Forty men were taken away.');"
        "many = replace(one, sentences=tuple(replace(one.sentences[0], index=n, block=n) for n in range(100_000)));"
        "[many.sentences_of(n) for n in range(100_000)]"
    ),
    "quotation marks": "from safeconduct.evidence.reading.read import read_document; read_document(('“a” \"b ' * 60_000).encode())",
    "brackets": "from safeconduct.evidence.reading.read import read_document; read_document(b'<!doctype html><body>' + b'<' * 300_000)",
    "nested boxes": (
        "from safeconduct.evidence.reading.read import read_document; read_document(b'<!doctype html><body>a' + b'<div>' * 200_000)"
    ),
    "nested data": (
        "from safeconduct.evidence.reading.read import read_document; read_document("
        "b'<!doctype html><script type=\"application/ld+json\">' + b'[' * 200_000 + b'</script><p>Forty men were taken away.</p>')"
    ),
}


def _a_minute_of_work() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (MINUTE, MINUTE))


@pytest.mark.slow
@pytest.mark.parametrize("made_to", HOSTILE)
def test_a_hostile_text_is_read_to_its_end(made_to: str):
    told = "from safeconduct.evidence.reading.errors import UnreadableDocument\ntry:\n    {}\nexcept UnreadableDocument:\n    pass"

    done = subprocess.run(
        [sys.executable, "-c", told.format(HOSTILE[made_to])], check=False, capture_output=True, text=True, preexec_fn=_a_minute_of_work
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_more_blocks_than_a_thousand_pages_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(read, "MOST_BLOCKS", 3)

    assert len(read_document(b"One is here.\n\nTwo are here.").blocks) == 2
    with pytest.raises(TooLarge):
        read_document(b"A.\n\nB.\n\nC.\n\nD.")


def test_more_sentences_than_a_thousand_pages_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(read, "MOST_SENTENCES", 3)

    with pytest.raises(TooLarge):
        read_document(b"One man came. Two men came. Three men came. Four men came.")
