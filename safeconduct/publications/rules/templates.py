"""With which empty parts a publication of each kind begins. Pure."""

from collections.abc import Sequence

from safeconduct.publications.rules.kinds import Kind, Role

_LETTER = (Role.CREDIT, Role.FACTS, Role.CONTEXT, Role.PRECEDENT, Role.DEMAND, Role.OFFER, Role.MEETING)

# What is not wanted is taken out; what stands more than once is added. DEMAND is the place of all demands that were chosen.
TEMPLATES: dict[Kind, tuple[Role, ...]] = {
    Kind.LETTER: _LETTER,
    Kind.OPEN_LETTER: _LETTER,
    Kind.PRESS_RELEASE: (Role.LEAD, Role.BODY, Role.QUOTE, Role.DEMAND, Role.BACKGROUND, Role.NOTE),
    Kind.URGENT_ACTION: (Role.LEAD, Role.FACTS, Role.DEMAND, Role.MODEL_LETTER, Role.BACKGROUND),
    Kind.UPDATE: (Role.FURTHER, Role.DEMAND, Role.BACKGROUND),
    Kind.PETITION_TEXT: (Role.LEAD, Role.FACTS, Role.DEMAND),
    Kind.FUND_APPEAL: (Role.LEAD, Role.FACTS, Role.BODY),
    Kind.DOSSIER: (Role.LEAD, Role.BODY),
}


def first_parts(kind: Kind, direct: Sequence[str], relayed: Sequence[str]) -> tuple[tuple[Role, str], ...]:
    """Give the parts to begin with: each its role, and of a demand its reference.

    ``direct`` and ``relayed`` are references of demands. Demands to the addressee come first; then the words that lead over, and what
    the addressee is to press others for.
    """
    demands = tuple((Role.DEMAND, one) for one in direct)
    if relayed:
        lead_over = ((Role.RELAY, ""),) if kind in {Kind.LETTER, Kind.OPEN_LETTER} else ()
        demands = (*demands, *lead_over, *((Role.DEMAND, one) for one in relayed))
    made: list[tuple[Role, str]] = []
    for role in TEMPLATES[kind]:
        made += demands if role is Role.DEMAND else [(role, "")]
    return tuple(made)
