"""What a person reads of numbers and sentences that were let out."""

from django.utils.translation import gettext_lazy as _

from safeconduct.evidence.reading.shapes import OriginKind

TABLE_NAMES = {
    "requests-by-quarter": _("People who asked for help"),
    "supported-by-quarter": _("People who were supported"),
    "support-by-quarter": _("People who were supported, by what they were given"),
    "arrivals-by-region-quarter": _("People who reached safety, by part of the world"),
    "ways-by-class-quarter": _("People let into a country, by what let them in"),
    "spend-by-purpose-quarter": _("What was spent, by purpose"),
}
CELL_NAMES = {
    "total": _("In all"),
    "money": _("Money to live on"),
    "medical": _("Medical help"),
    "legal": _("Legal help"),
    "travel": _("Travel"),
    "food": _("Food"),
    "phone": _("Telephone"),
    "papers": _("Papers"),
    "other": _("Other help"),
    "shelter": _("Shelter"),
    "european-union": _("European Union"),
    "rest-of-europe": _("Rest of Europe"),
    "americas": _("The Americas"),
    "elsewhere": _("Elsewhere"),
    "visa": _("A visa"),
    "admission": _("An admission programme"),
    "asylum-on-arrival": _("Asylum on arrival"),
}
AMOUNT_NAMES = {
    "one-or-few": _("One or a few people"),
    "several": _("Several people"),
    "more-than-ten": _("More than ten people"),
    "more-than-thirty": _("More than thirty people"),
}
# As they stand in the register of claims, which has no language of its own.
AMOUNT_PHRASES = {
    "one-or-few": "one or a few people",
    "several": "several people",
    "more-than-ten": "more than ten people",
    "more-than-thirty": "more than thirty people",
}
ROOT_PHRASES = {
    OriginKind.FIRST_HAND: "interviews that may not be cited one by one",
    OriginKind.RECORD: "records that may not be cited one by one",
    OriginKind.INSIDER: "people placed to know, who may not be cited one by one",
    OriginKind.EXPERT: "findings that may not be cited one by one",
}
