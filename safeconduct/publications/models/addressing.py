"""To which posts a publication goes, and what became of each copy."""

from django.db import models

from safeconduct.advocacy.models import Post
from safeconduct.kit.constraints import both_or_neither
from safeconduct.kit.references import ReferenceField
from safeconduct.outbox.models import Incoming, Message
from safeconduct.people.models import Member
from safeconduct.publications.models.publications import Publication, Version
from safeconduct.publications.words import OUTCOME_NAMES, PROGRESS_NAMES, RECIPIENT_NAMES


class Recipient(models.Model):
    """A post that the publication is addressed to. The holder of the day of sending is filled in when it is sent."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="recipients")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=[(r.value, n) for r, n in RECIPIENT_NAMES.items()])
    language = models.CharField(max_length=8)
    channel = models.CharField(max_length=8, blank=True)  # empty: the post's own
    # What a person looked at and approved; when the post has another holder, salutation or address now, the draft is flagged.
    seen_holder = models.CharField(max_length=200, blank=True)
    salutation = models.CharField(max_length=200, blank=True)
    closing = models.CharField(max_length=200, blank=True)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publication", "post"], name="one_row_per_post_addressed"),
            both_or_neither("approved_at", "approved_by", label="recipient_approved_when_and_by"),
        ]


class Dispatch(models.Model):
    """One copy of one version to one recipient, with its proof. A correction or a recall is another dispatch to the same recipient."""

    reference = ReferenceField(prefix="DI")
    version = models.ForeignKey(Version, models.PROTECT, related_name="dispatches")
    recipient = models.ForeignKey(Recipient, models.PROTECT, null=True, related_name="dispatches")
    kind = models.CharField(max_length=12)  # letter, correction, recall, chaser
    language = models.CharField(max_length=8)
    holder = models.CharField(max_length=200, blank=True)
    salutation = models.CharField(max_length=200, blank=True)
    address = models.TextField(blank=True)  # where it goes: e-mail address, or postal address as printed
    channel = models.CharField(max_length=8)
    progress = models.CharField(max_length=10, choices=[(p.value, n) for p, n in PROGRESS_NAMES.items()])
    pdf_sha256 = models.CharField(max_length=64, blank=True)  # the same content renders to the same bytes
    message = models.ForeignKey(Message, models.PROTECT, null=True, related_name="+")
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    sent_on = models.DateField(null=True)
    proof = models.TextField(blank=True)  # of what went by hand: who took it, receipt number
    scan = models.BinaryField(null=True)  # of the receipt
    scan_type = models.CharField(max_length=60, blank=True)
    reply_due = models.DateField(null=True)
    problem = models.CharField(max_length=300, blank=True)  # why it could not be sent

    class Meta:
        indexes = [models.Index(fields=["progress"], name="dispatches_by_progress")]


class FiledAnswer(models.Model):
    """A mail or a paper that answers a dispatch, and the response of the register that a person made of it."""

    dispatch = models.ForeignKey(Dispatch, models.PROTECT, related_name="answers")
    incoming = models.ForeignKey(Incoming, models.PROTECT, null=True, related_name="+")
    scan = models.BinaryField(null=True)
    scan_type = models.CharField(max_length=60, blank=True)
    on = models.DateField()
    outcome = models.CharField(max_length=16, choices=[(o.value, n) for o, n in OUTCOME_NAMES.items()])
    response = models.CharField(max_length=16, blank=True)  # reference of the response: RE-7Q4MZK
    document = models.CharField(max_length=16, blank=True)  # reference of the document that its bytes were kept as: DO-7Q4MZK
    filed_at = models.DateTimeField()
    filed_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
