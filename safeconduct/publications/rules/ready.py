"""A reference ready to be put into a text: the claim's own sentence as a link, with who says it where the claim is weak. Pure."""

import tomllib
from functools import cache
from importlib.resources import files

from safeconduct.evidence.rules.standing import Standing
from safeconduct.publications.rules.citing import WEAK
from safeconduct.publications.rules.prose import reference_link

GAP = "…"  # where there is no sentence in this language yet


def ready_claim(reference: str, sentence: str, *, standing: str, source: str, language: str) -> str:
    """Give the Markdown to insert. ``sentence`` is the claim's in this language, "" where there is none; ``source`` is who says it.

    The sentence keeps its number and its caution, because it is the claim's own; a weak claim is told with its source.
    """
    bare = sentence.strip().rstrip(".")
    link = reference_link(bare or GAP, reference)
    lead = _leads().get(language.partition("-")[0], "")
    if bare and source and lead and Standing(standing) in WEAK:
        return lead.format(sentence=link, source=source)
    return f"{link}." if bare else link


def ready_demand(reference: str, sentence: str) -> str:
    """Give the Markdown of a reference to a demand."""
    return reference_link(sentence.strip().rstrip(".") or GAP, reference)


@cache
def _leads() -> dict[str, str]:
    return tomllib.loads(files("safeconduct.publications.rules").joinpath("leads.toml").read_text(encoding="utf-8"))
