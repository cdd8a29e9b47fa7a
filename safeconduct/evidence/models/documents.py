"""What was captured: a document, its bytes, its text, the blocks and sentences of the text."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from safeconduct.crises.models import Crisis
from safeconduct.evidence.models.sources import Source
from safeconduct.evidence.reading.shapes import DateBasis, Role
from safeconduct.kit.constraints import both_or_neither
from safeconduct.kit.references import ReferenceField
from safeconduct.people.models import Member, Organisation


class Level(models.TextChoices):
    """Who may read a thing."""

    PUBLIC = "public", _("Everybody")
    COALITION = "coalition", _("Organisations that answer this crisis")
    ORGANISATION = "organisation", _("Our organisation only")


class DocumentState(models.TextChoices):
    """How far the work on a document has come."""

    UNREADABLE = "unreadable", _("Kept, but not readable")
    READ = "read", _("To be reviewed")
    REVIEWED = "reviewed", _("Reviewed")


class DocumentKind(models.TextChoices):
    """What sort of document it is."""

    LETTER = "letter", _("Letter")
    NEWS = "news", _("News")
    PRESS_RELEASE = "press-release", _("Press release")
    APPEAL = "appeal", _("Appeal")
    PETITION = "petition", _("Petition")
    REPORT = "report", _("Report")
    STATEMENT = "statement", _("Statement")
    RECORD = "record", _("Official record")
    OTHER = "other", _("Other")


class Document(models.Model):
    """One thing that a source published or sent, as we hold it.

    The date of publication and the date of access are two facts; neither is ever filled from the other.
    """

    reference = ReferenceField(prefix="DO")
    crisis = models.ForeignKey(Crisis, models.PROTECT, related_name="documents")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # whose member brought it
    level = models.CharField(max_length=20, choices=Level.choices, default=Level.COALITION)
    state = models.CharField(max_length=20, choices=DocumentState.choices, default=DocumentState.READ)
    problem = models.TextField(blank=True)  # why it cannot be read, and what to do
    source = models.ForeignKey(Source, models.PROTECT, null=True, related_name="documents")
    publisher_found = models.CharField(max_length=200, blank=True)  # as read, until a person names the source
    title = models.CharField(max_length=400, blank=True)
    author = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=20, choices=DocumentKind.choices, default=DocumentKind.OTHER)
    languages = models.JSONField(default=list)  # BCP 47, of the content, the most frequent first
    address = models.URLField(max_length=2000, blank=True)
    published = models.CharField(max_length=60, blank=True)  # EDTF; empty: unknown
    published_basis = models.CharField(max_length=20, choices=[(b.value, b.value) for b in DateBasis], default=DateBasis.UNKNOWN)
    published_reason = models.TextField(blank=True)
    published_doubts = models.JSONField(default=list)
    published_candidates = models.JSONField(default=list)  # [[edtf, reason], ...]
    warnings = models.JSONField(default=list)
    accessed_at = models.DateTimeField()
    created_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [both_or_neither("reviewed_at", "reviewed_by", label="document_reviewed_when_and_by")]
        indexes = [models.Index(fields=["crisis", "-accessed_at"])]

    def __str__(self) -> str:
        return self.title or self.reference


class CaptureWay(models.TextChoices):
    """How the bytes came to us."""

    UPLOAD = "upload", _("Uploaded")
    PASTE = "paste", _("Pasted")
    ADDRESS = "address", _("Fetched from its address")
    COMMAND = "command", _("Imported on the command line")
    DEMONSTRATION = "demonstration", _("Demonstration")


class Capture(models.Model):
    """The bytes of a document, kept for good under their SHA-256."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="captures")
    crisis = models.ForeignKey(Crisis, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    byte_count = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100, blank=True)
    name = models.CharField(max_length=300, blank=True)  # of the file, as it was given
    address = models.URLField(max_length=2000, blank=True)
    way = models.CharField(max_length=20, choices=CaptureWay.choices)
    tool = models.CharField(max_length=120)
    captured_at = models.DateTimeField()
    captured_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            # The same bytes are taken in once per crisis and organisation; asking tells nobody what others hold.
            models.UniqueConstraint(fields=["crisis", "organisation", "sha256"], name="one_capture_of_the_same_bytes"),
        ]

    @property
    def path(self) -> str:
        """Where the bytes lie below ``MEDIA_ROOT``."""
        return f"{settings.MEDIA_ROOT}/{self.sha256[:2]}/{self.sha256}"


class Rendition(models.Model):
    """The text of a capture as one tool read it. Never edited in place; a new reading is a new rendition."""

    capture = models.ForeignKey(Capture, models.PROTECT, related_name="renditions")
    document = models.ForeignKey(Document, models.PROTECT, related_name="renditions")
    tool = models.CharField(max_length=120)
    text = models.TextField()
    made_at = models.DateTimeField()


class Block(models.Model):
    """A run of the text with its role on the page. A role may be changed; the words may not."""

    rendition = models.ForeignKey(Rendition, models.CASCADE, related_name="blocks")
    index = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    role = models.CharField(max_length=20, choices=[(r.value, r.value) for r in Role])
    role_proposed = models.CharField(max_length=20)
    role_set_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=400, blank=True)
    confidence = models.FloatField(default=0.5)
    language = models.CharField(max_length=8)
    page = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rendition", "index"], name="one_block_per_place")]


class Sentence(models.Model):
    """A sentence of the text; what proposals are anchored to and what search finds."""

    rendition = models.ForeignKey(Rendition, models.CASCADE, related_name="sentences")
    block = models.ForeignKey(Block, models.CASCADE, related_name="sentences")
    index = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    language = models.CharField(max_length=8)
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rendition", "index"], name="one_sentence_per_place")]
