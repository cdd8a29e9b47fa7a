"""What two people found about one demand and one body. Old verdicts are kept; the newest that two people gave is the one that stands."""

from django.db import models

from safeconduct.advocacy.models.answers import Deed, Response
from safeconduct.advocacy.models.bodies import Body
from safeconduct.advocacy.models.demands import Demand
from safeconduct.advocacy.rules import Showing, Timing
from safeconduct.advocacy.words import SAID_NAMES, SHOWING_NAMES, TIMING_NAMES
from safeconduct.evidence.models import Passage
from safeconduct.kit.constraints import both_or_neither
from safeconduct.kit.references import ReferenceField
from safeconduct.people.models import Member


class Verdict(models.Model):
    """Three parts, each with its code; the evidence hangs on it. It stands once a second person has confirmed it."""

    reference = ReferenceField(prefix="VD")
    demand = models.ForeignKey(Demand, models.PROTECT, related_name="verdicts")
    body = models.ForeignKey(Body, models.PROTECT, related_name="verdicts")
    stated = models.CharField(max_length=12, choices=[(c.value, n) for c, n in SAID_NAMES.items()])
    shown = models.CharField(max_length=12, choices=[(c.value, n) for c, n in SHOWING_NAMES.items()])
    timing = models.CharField(max_length=10, choices=[(c.value, n) for c, n in TIMING_NAMES.items()])
    as_of = models.DateField()
    language = models.CharField(max_length=8)
    reasons = models.TextField()
    rubric = models.CharField(max_length=12)  # version of the rules it was given by
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    set_aside_at = models.DateTimeField(null=True)  # the second person does not agree, or it was a mistake
    set_aside_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    set_aside_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            both_or_neither("confirmed_at", "confirmed_by", label="verdict_confirmed_when_and_by"),
            both_or_neither("set_aside_at", "set_aside_by", label="verdict_set_aside_when_and_by"),
            models.CheckConstraint(
                condition=models.Q(confirmed_by__isnull=True) | ~models.Q(confirmed_by=models.F("proposed_by")), name="verdict_takes_two"
            ),
            # rules.verdicts.is_possible: only what is done can be in time or late.
            models.CheckConstraint(
                condition=models.Q(timing=Timing.NO_DATE)
                | models.Q(shown=Showing.DONE, timing__in=[Timing.IN_TIME, Timing.LATE])
                | (~models.Q(shown=Showing.DONE) & models.Q(timing__in=[Timing.RUNNING, Timing.EXPIRED])),
                name="verdict_timing_fits_what_is_shown",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class VerdictEvidence(models.Model):
    """One thing that the verdict rests on."""

    verdict = models.ForeignKey(Verdict, models.CASCADE, related_name="evidence")
    response = models.ForeignKey(Response, models.PROTECT, null=True, related_name="+")
    deed = models.ForeignKey(Deed, models.PROTECT, null=True, related_name="+")
    passage = models.ForeignKey(Passage, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(response__isnull=False, deed__isnull=True, passage__isnull=True)
                | models.Q(response__isnull=True, deed__isnull=False, passage__isnull=True)
                | models.Q(response__isnull=True, deed__isnull=True, passage__isnull=False),
                name="verdict_rests_on_one_thing_a_row",
            )
        ]


class VerdictReply(models.Model):
    """What the addressee itself says to the verdict, beside which it is shown."""

    verdict = models.ForeignKey(Verdict, models.PROTECT, related_name="replies")
    language = models.CharField(max_length=8)
    text = models.TextField()
    on = models.DateField()
    citation = models.CharField(max_length=400)  # the letter or mail it came in
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
