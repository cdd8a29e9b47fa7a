"""Mail domains that the owner of a campaign may read by name: large providers, and those that give addresses for minutes. Pure."""

from functools import cache
from importlib.resources import files


@cache
def large_domains() -> tuple[str, ...]:
    """Give the domains of large providers."""
    return _listed()[0]


@cache
def throwaway_domains() -> tuple[str, ...]:
    """Give the domains whose addresses last for minutes and belong to nobody."""
    return _listed()[1]


def _listed() -> tuple[tuple[str, ...], tuple[str, ...]]:
    text = (files("safeconduct.petitions.rules") / "mail_domains.txt").read_text(encoding="utf-8")
    large, _dashes, throwaway = text.partition("------")
    return _lines(large), _lines(throwaway)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))
