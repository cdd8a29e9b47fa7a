"""What the rules found, waiting for a person. Nothing here is a fact of any register."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from safeconduct.evidence.models.documents import Document, Sentence
from safeconduct.evidence.reading.shapes import Kind
from safeconduct.kit.constraints import both_or_neither
from safeconduct.kit.references import ReferenceField
from safeconduct.people.models import Member


class ProposalState(models.TextChoices):
    """What a person made of it."""

    PENDING = "pending", _("To be decided")
    HELD = "held", _("Held back")
    ACCEPTED = "accepted", _("Accepted")
    CHANGED = "changed", _("Accepted with changes")
    REJECTED = "rejected", _("Rejected")


class ProposalRow(models.Model):
    """A proposal anchored to its sentence, and what became of it."""

    reference = ReferenceField(prefix="PR")
    document = models.ForeignKey(Document, models.CASCADE, related_name="proposals")
    sentence = models.ForeignKey(Sentence, models.CASCADE, related_name="proposals")
    index = models.PositiveIntegerField()  # order in the document
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in Kind])
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
    payload = models.JSONField(default=dict)  # the fields of reading.shapes.Proposal; see models/payloads.py
    reasons = models.JSONField(default=list)
    confidence = models.FloatField(default=0.5)
    held = models.TextField(blank=True)  # why it is held back by default
    is_by_hand = models.BooleanField(default=False)  # a person added it; no rule found it
    state = models.CharField(max_length=20, choices=ProposalState.choices, default=ProposalState.PENDING)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    decision = models.JSONField(default=dict)  # what was entered, as typed, and why it was rejected
    outcome = models.CharField(max_length=16, blank=True)  # reference of what it became

    class Meta:
        constraints = [
            both_or_neither("decided_at", "decided_by", label="proposal_decided_when_and_by"),
            models.UniqueConstraint(fields=["document", "index"], name="one_proposal_per_place"),
        ]

    @property
    def is_open(self) -> bool:
        return self.state in {ProposalState.PENDING, ProposalState.HELD}
