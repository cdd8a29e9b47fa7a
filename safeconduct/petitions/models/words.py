"""What people send in for others to read: arguments, reasons, questions, translations. Held until somebody has looked."""

from django.db import models

from safeconduct.kit.references import ReferenceField
from safeconduct.people.models import Member
from safeconduct.petitions.models.campaigns import Campaign
from safeconduct.petitions.rules.kinds import Side, WordState

STATES = [(s.value, s.value) for s in WordState]


class Argument(models.Model):
    """An argument for or against, by a member or sent in; with a claim that it rests on, where there is one."""

    reference = ReferenceField(prefix="AR")
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="arguments")
    side = models.CharField(max_length=7, choices=[(s.value, s.value) for s in Side])
    language = models.CharField(max_length=8)
    text = models.TextField()
    claim = models.CharField(max_length=16, blank=True)  # CL-7Q4MZK
    state = models.CharField(max_length=10, choices=STATES, default=WordState.HELD)
    month = models.DateField()  # the first of it
    hidden_because = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")


class Reason(models.Model):
    """Why somebody signed. Nothing leads from here to the signature; its writer takes it back with what the link holds."""

    reference = ReferenceField(prefix="WR")
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="reasons")
    language = models.CharField(max_length=8)
    text = models.TextField()
    name = models.CharField(max_length=120, blank=True)  # empty: "somebody"; never for those who are only counted
    country = models.CharField(max_length=2, blank=True)
    month = models.DateField()  # the first of it
    state = models.CharField(max_length=10, choices=STATES, default=WordState.HELD)
    owner = models.BinaryField(max_length=16)  # hash of what follows from the signer's link; gone once it is taken back
    reports = models.PositiveIntegerField(default=0)
    hidden_because = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["campaign", "state"], name="reasons_by_state")]


class Question(models.Model):
    """A question to whoever began the campaign, and the answer."""

    reference = ReferenceField(prefix="QU")
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="questions")
    language = models.CharField(max_length=8)
    text = models.TextField()
    month = models.DateField()
    state = models.CharField(max_length=10, choices=STATES, default=WordState.HELD)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    decided_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")


class OfferedTranslation(models.Model):
    """A translation that anybody offered; an owner looks at it beside the original and takes it into the text, or does not."""

    reference = ReferenceField(prefix="TR")
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="translations")
    language = models.CharField(max_length=8)
    made_from = models.CharField(max_length=64)  # hash of the version that it translates
    title = models.CharField(max_length=300)
    parts = models.JSONField(default=dict)  # id of the part -> its words
    month = models.DateField()
    state = models.CharField(max_length=10, choices=STATES, default=WordState.HELD)
    decided_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
