"""Whom one can ask: bodies, the posts in them, and who held a post when."""

from django.db import models

from safeconduct.advocacy.rules import BodyKind
from safeconduct.advocacy.rules.addressing import Channel, Rank
from safeconduct.advocacy.words import BODY_KIND_NAMES, CHANNEL_NAMES, CONTACT_NAMES, GENDER_NAMES, RANK_NAMES
from safeconduct.crises.models import Crisis
from safeconduct.kit.constraints import both_or_neither
from safeconduct.kit.references import ReferenceField
from safeconduct.people.models import Member


class Body(models.Model):
    """A government, parliament, institution or authority, as it concerns one crisis."""

    reference = ReferenceField(prefix="BO")
    crisis = models.ForeignKey(Crisis, models.PROTECT, related_name="bodies")
    kind = models.CharField(max_length=20, choices=[(k.value, n) for k, n in BODY_KIND_NAMES.items()], default=BodyKind.OTHER)
    place = models.CharField(max_length=12, blank=True)  # ISO 3166: LT, RU-CE; EU for its institutions
    code = models.CharField(max_length=40)  # its address within the crisis: LT, PT-parliament
    source_key = models.CharField(max_length=200, blank=True)  # its id in the file it was imported from, with the file's own name before it
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["crisis", "code"], name="one_body_per_code"),
            models.UniqueConstraint(fields=["crisis", "source_key"], condition=~models.Q(source_key=""), name="one_body_per_source_key"),
        ]

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
    rank = models.CharField(max_length=20, choices=[(r.value, n) for r, n in RANK_NAMES.items()], default=Rank.OFFICIAL)
    language = models.CharField(max_length=8, blank=True)  # the one it is best written to in
    channel = models.CharField(max_length=8, choices=[(c.value, n) for c, n in CHANNEL_NAMES.items()], default=Channel.MAIL)
    verified_on = models.DateField(null=True)  # somebody looked whether office, holder and addresses are still so
    verified_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    source_key = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            both_or_neither("verified_on", "verified_by", label="post_verified_when_and_by"),
            models.UniqueConstraint(fields=["body", "source_key"], condition=~models.Q(source_key=""), name="one_post_per_source_key"),
        ]


class PostTitle(models.Model):
    """What the post is called in one language: "foreign minister"."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="titles")
    language = models.CharField(max_length=8)
    title = models.CharField(max_length=200)
    is_original = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "language"], name="one_title_per_post_and_language")]


class FormOfAddress(models.Model):
    """How the holder of the post is addressed in one language, where the rules of salutations are not to decide it."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="forms_of_address")
    language = models.CharField(max_length=8)
    salutation = models.CharField(max_length=200, blank=True)  # with the mark that ends it: "Dear Minister,"
    closing = models.CharField(max_length=200, blank=True)
    envelope = models.CharField(max_length=300, blank=True)  # the first line of the address

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "language"], name="one_form_of_address_per_language")]


class Person(models.Model):
    """Somebody in public office, as a public source names them. Nobody else belongs here."""

    reference = ReferenceField(prefix="PE")
    crisis = models.ForeignKey(Crisis, models.PROTECT, related_name="persons")
    name = models.CharField(max_length=200)
    given_name = models.CharField(max_length=120, blank=True)
    family_name = models.CharField(max_length=120, blank=True)
    patronymic = models.CharField(max_length=120, blank=True)
    honorific = models.CharField(max_length=60, blank=True)
    gender = models.CharField(max_length=6, choices=[(g.value, n) for g, n in GENDER_NAMES.items()], blank=True)  # set, never guessed
    source_key = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["crisis", "source_key"], condition=~models.Q(source_key=""), name="one_person_per_source_key")
        ]

    def __str__(self) -> str:
        return self.name


class ContactDetail(models.Model):
    """One way to reach a post, or its body where the post is empty: Popolo's ContactDetail, dated."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="contact_details")
    post = models.ForeignKey(Post, models.CASCADE, null=True, related_name="contact_details")
    type = models.CharField(max_length=10, choices=[(t.value, n) for t, n in CONTACT_NAMES.items()])
    value = models.TextField()
    note = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    source_note = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["post", "type"], name="contact_details_of_a_post")]


class Holding(models.Model):
    """Somebody held the post, from when until when, as far as it is known. Office holders only, from a public source."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="holdings")
    holder = models.CharField(max_length=200)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="holdings")
    on_behalf_of = models.CharField(max_length=200, blank=True)  # a party or a group
    source_key = models.CharField(max_length=200, blank=True)
    since = models.CharField(max_length=60, blank=True)  # EDTF
    until = models.CharField(max_length=60, blank=True)  # EDTF; empty: still, or not known
    source_note = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "holder", "since"], name="one_holding_per_beginning")]
