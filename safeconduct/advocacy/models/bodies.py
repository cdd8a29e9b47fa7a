"""Whom one can ask: bodies, the posts in them, and who held a post when."""

from django.db import models

from safeconduct.advocacy.rules import BodyKind
from safeconduct.advocacy.words import BODY_KIND_NAMES
from safeconduct.crises.models import Crisis
from safeconduct.kit.references import ReferenceField
from safeconduct.people.models import Member


class Body(models.Model):
    """A government, parliament, institution or authority, as it concerns one crisis."""

    reference = ReferenceField(prefix="BO")
    crisis = models.ForeignKey(Crisis, models.PROTECT, related_name="bodies")
    kind = models.CharField(max_length=20, choices=[(k.value, n) for k, n in BODY_KIND_NAMES.items()], default=BodyKind.OTHER)
    place = models.CharField(max_length=12, blank=True)  # ISO 3166: LT, RU-CE; EU for its institutions
    code = models.CharField(max_length=40)  # its address within the crisis: LT, PT-parliament
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["crisis", "code"], name="one_body_per_code")]

    def __str__(self) -> str:
        return self.code

    @property
    def is_government(self) -> bool:
        return BodyKind(self.kind).is_government


class BodyName(models.Model):
    """A name of the body in one language, or one more spelling of it. The first of each language is the one shown."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="names")
    language = models.CharField(max_length=8)  # "und" for a spelling that is only recognised, never shown
    name = models.CharField(max_length=200)
    match_key = models.CharField(max_length=200, db_index=True)
    is_original = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "language", "name"], name="one_row_per_body_name")]


class Post(models.Model):
    """An office in a body. It is what demands are put to, and it may have no holder."""

    reference = ReferenceField(prefix="PO")
    body = models.ForeignKey(Body, models.PROTECT, related_name="posts")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Member, models.PROTECT, related_name="+")


class PostTitle(models.Model):
    """What the post is called in one language: "foreign minister"."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="titles")
    language = models.CharField(max_length=8)
    title = models.CharField(max_length=200)
    is_original = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "language"], name="one_title_per_post_and_language")]


class Holding(models.Model):
    """Somebody held the post, from when until when, as far as it is known. Office holders only, from a public source."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="holdings")
    holder = models.CharField(max_length=200)
    since = models.CharField(max_length=60, blank=True)  # EDTF
    until = models.CharField(max_length=60, blank=True)  # EDTF; empty: still, or not known
    source_note = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "holder", "since"], name="one_holding_per_beginning")]
