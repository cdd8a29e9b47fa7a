"""That somebody was asked: which demand, whom, when, by which instrument, and by when a reply is due."""

from django.db import models

from safeconduct.advocacy.models.bodies import Body, Post
from safeconduct.advocacy.models.demands import Demand
from safeconduct.advocacy.words import VIA_NAMES
from safeconduct.kit.constraints import both_or_neither
from safeconduct.kit.references import ReferenceField
from safeconduct.people.models import Member


class Ask(models.Model):
    """A demand put to a post on a day. When ``reply_due`` passes without a response, that is silence: it follows from the dates alone."""

    reference = ReferenceField(prefix="AK")
    demand = models.ForeignKey(Demand, models.PROTECT, related_name="asks")
    body = models.ForeignKey(Body, models.PROTECT, related_name="asks")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="asks")
    holder = models.CharField(max_length=200, blank=True)  # who held the post that day
    via = models.CharField(max_length=16, choices=[(v.value, n) for v, n in VIA_NAMES.items()])
    instrument = models.CharField(max_length=16, blank=True)  # reference of the publication, where one carried it
    sent_on = models.DateField()
    reply_due = models.DateField(null=True)
    is_public = models.BooleanField(default=False)  # everybody may know that it was asked
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            both_or_neither("withdrawn_at", "withdrawn_by", label="ask_withdrawn_when_and_by"),
            models.UniqueConstraint(
                fields=["demand", "body", "post", "instrument", "sent_on"],
                condition=~models.Q(instrument="") & models.Q(withdrawn_at__isnull=True),
                name="one_ask_per_demand_post_and_instrument",
            ),
        ]

    def __str__(self) -> str:
        return self.reference
