"""Remember who is named in a document, so that a surname or a pronoun later finds its person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from safeconduct.evidence.reading.propose.mentions import Actor, actors, names
from safeconduct.evidence.reading.propose.names import match_key


@dataclass(slots=True)
class Cast:
    """The persons and organisations of a document, by their match keys."""

    persons: dict[str, Actor] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)

    def meet(self, actor: Actor) -> None:
        """Remember a person with the office held; the fullest naming wins."""
        key = match_key(actor.name).split()
        if key and (key[-1] not in self.persons or (actor.role and not self.persons[key[-1]].role)):
            self.persons[key[-1]] = actor

    def find(self, name: str) -> Actor | None:
        """Give the person whose surname this is, if met."""
        key = match_key(name).split()
        return self.persons.get(key[-1]) if key else None

    def knows(self, name: str) -> bool:
        """Tell whether the word was met as part of a name."""
        return match_key(name) in self.names


def meet_everybody(sentences: Sequence[tuple[str, str]]) -> Cast:
    """Read through the whole document once and remember who is named and with which office."""
    cast = Cast()
    for text, language in sentences:
        for name in names(text, language):
            cast.names |= {match_key(w) for w in name.text.split() if len(w) > 2 and w[0].isupper()} | {match_key(name.text)}
    known = frozenset(cast.names)
    for text, language in sentences:
        for actor in actors(text, language, known):
            if actor.name:
                cast.meet(actor)
        for name in names(text, language, known):
            if name.is_person:
                cast.meet(Actor(name.text, name.start, name.end, name=name.text))
    return cast
