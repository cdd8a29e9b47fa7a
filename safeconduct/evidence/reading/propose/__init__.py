"""Find in a reading what a person may confirm: claims, quotations, demands, answers, denials, payment channels.

Rules and lexicons only, no model: every proposal says which words made it. ``propose`` is the door; ``quantities``,
``times``, ``quotations``, ``concepts`` and ``likeness`` serve search and the linking of claims too.
"""

from safeconduct.evidence.reading.propose.concepts import Likeness, concepts, likeness, likest
from safeconduct.evidence.reading.propose.demands import addressees_of
from safeconduct.evidence.reading.propose.names import match_key
from safeconduct.evidence.reading.propose.proposing import propose
from safeconduct.evidence.reading.propose.proposing import quotation_proposals as quotations
from safeconduct.evidence.reading.propose.quantities import quantities
from safeconduct.evidence.reading.propose.times import times

__all__ = ["Likeness", "addressees_of", "concepts", "likeness", "likest", "match_key", "propose", "quantities", "quotations", "times"]
