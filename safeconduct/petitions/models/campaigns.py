"""A campaign, its addressees, stages, thresholds and updates. Its text is a publication of its own."""

from django.db import models

from safeconduct.advocacy.models import Post
from safeconduct.crises.models import Crisis
from safeconduct.kit.references import ReferenceField
from safeconduct.people.models import Member, Organisation
from safeconduct.petitions.rules.kinds import End, StageKind
from safeconduct.publications.models import Publication
from safeconduct.vault.models import Vault


class Campaign(models.Model):
    """One petition: what is asked of whom, how many shall sign, and how far it is. One count for all languages."""

    reference = ReferenceField(prefix="PE")
    crisis = models.ForeignKey(Crisis, models.PROTECT, related_name="campaigns")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="campaigns")  # its owner
    publication = models.OneToOneField(Publication, models.PROTECT, related_name="campaign")  # of kind petition-text
    slug = models.SlugField(max_length=80)
    roll = models.UUIDField(unique=True)  # signing.Roll, in the database of signatures
    vault = models.OneToOneField(Vault, models.PROTECT, null=True, related_name="campaign")
    key_record = models.UUIDField(null=True)  # of the vault: the sealed copy of the key by which duplicates are found
    starter = models.CharField(max_length=120, blank=True)  # who is shown to have begun it; empty: the organisation
    goal = models.PositiveIntegerField()
    opens_on = models.DateField(null=True)
    closes_on = models.DateField(null=True)  # last day of collecting
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    closed_because = models.TextField(blank=True)  # shown, where it was closed early
    key_goes_on = models.DateField(null=True)  # day on which the key is destroyed; empty: some time after the last day of collecting
    end = models.CharField(max_length=16, blank=True, choices=[(e.value, e.value) for e in End])
    ended_on = models.DateField(null=True)
    end_words = models.JSONField(default=dict)  # language -> what is said of it
    elsewhere = models.URLField(max_length=300, blank=True)
    danger = models.JSONField(default=list)  # ISO 3166-1 alpha-2
    asks_postcode = models.BooleanField(default=True)
    takes_reasons = models.BooleanField(default=True)
    shows_names = models.BooleanField(default=True)
    partners_named = models.JSONField(default=list)  # references of organisations that a signer may agree to hear from
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["crisis", "slug"], name="one_campaign_per_address")]

    def __str__(self) -> str:
        return self.reference


class Addressee(models.Model):
    """The post to which the campaign is addressed, and what became of it there."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="addressees")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "post"], name="one_row_per_addressee_of_a_campaign")]


class Stage(models.Model):
    """A stage that was reached, and on which day."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="stages")
    kind = models.CharField(max_length=10, choices=[(s.value, s.value) for s in StageKind])
    on = models.DateField()
    words = models.JSONField(default=dict)  # language -> a line about it
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "kind"], name="one_stage_of_a_kind")]


class Threshold(models.Model):
    """A number of signatures that has a consequence."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="thresholds")
    number = models.PositiveIntegerField()
    consequence = models.JSONField(default=dict)  # language -> what then happens
    reached_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "number"], name="one_threshold_per_number")]


class CampaignUpdate(models.Model):
    """News of a campaign, on its page and in its feed; sent to those signers who wanted it from the sealed desk."""

    reference = ReferenceField(prefix="PN")
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="updates")
    is_answer = models.BooleanField(default=False)  # tells of the addressee's answer: goes to those, too, who wanted only that
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True)
    mailed = models.PositiveIntegerField(default=0)  # to so many signers who wanted it; never to whom
    mailed_to = models.CharField(max_length=32, blank=True)  # up to this signature, in the order of their ids; it goes on from there
    mailed_on = models.DateField(null=True)  # the last of them were written to


class UpdateText(models.Model):
    """An update in one language."""

    update = models.ForeignKey(CampaignUpdate, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=8)
    is_original = models.BooleanField(default=False)
    title = models.CharField(max_length=200)
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["update", "language"], name="one_update_text_per_language")]
