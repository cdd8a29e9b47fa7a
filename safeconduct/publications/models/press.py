"""The press room: whom journalists can reach, what each organisation says of itself, and who reads releases before their hour."""

from django.db import models

from safeconduct.crises.models import Crisis
from safeconduct.kit.references import ReferenceField
from safeconduct.people.models import Member, Organisation
from safeconduct.publications.models.publications import Publication


class PressContact(models.Model):
    """A press desk of an organisation: a work name, in which languages, at which hours. Printed on releases."""

    reference = ReferenceField(prefix="PC")
    crisis = models.ForeignKey(Crisis, models.CASCADE, related_name="press_contacts")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="press_contacts")
    name = models.CharField(max_length=120)
    telephone = models.CharField(max_length=60, blank=True)
    mail = models.CharField(max_length=254, blank=True)
    languages = models.JSONField(default=list)
    opens = models.TimeField()
    closes = models.TimeField()
    zone = models.CharField(max_length=40)  # IANA
    days = models.CharField(max_length=7, default="12345")  # ISO weekdays
    ended_on = models.DateField(null=True)


class Boilerplate(models.Model):
    """What an organisation says of itself under a release, in one language."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="boilerplates")
    language = models.CharField(max_length=8)
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "language"], name="one_boilerplate_per_language")]


class Letterhead(models.Model):
    """The lines of an organisation's letterhead."""

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="letterhead")
    lines = models.JSONField(default=list)
    place = models.CharField(max_length=80, blank=True)  # where its letters are dated
    foot = models.CharField(max_length=200, blank=True)


class Journalist(models.Model):
    """Somebody on an organisation's press list, at their work address. Only that organisation sees them."""

    reference = ReferenceField(prefix="JO")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="journalists")
    name = models.CharField(max_length=120)
    outlet = models.CharField(max_length=120)
    mail = models.CharField(max_length=254)
    language = models.CharField(max_length=8)
    agreed_on = models.DateField(null=True)  # to the terms of embargoes, in general
    left_on = models.DateField(null=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "mail"], name="one_journalist_per_address")]


class PressAccess(models.Model):
    """A journalist's own way to a release before its hour. The page carries a mark that is theirs."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="press_access")
    journalist = models.ForeignKey(Journalist, models.PROTECT, related_name="press_access")
    token_hash = models.BinaryField(max_length=32, unique=True)
    mark = models.CharField(max_length=16, unique=True)  # printed on what they see
    agreed_at = models.DateTimeField(null=True)  # to the embargo of this release
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "journalist"], name="one_press_access_each")]


class PressOpening(models.Model):
    """That a release was read before its hour by one way of access, by day. No address, no agent, no hour."""

    access = models.ForeignKey(PressAccess, models.CASCADE, related_name="openings")
    on = models.DateField()
    times = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["access", "on"], name="one_row_per_access_and_day")]
