"""Plan one copy for every recipient of a version."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.advocacy.access import whole_posts
from safeconduct.advocacy.models import Post
from safeconduct.advocacy.queries.posts import PostCard, card_of
from safeconduct.advocacy.rules.addressing import Channel
from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.publications.models import Dispatch, Publication, Recipient, Version
from safeconduct.publications.rules.agreeing import Progress
from safeconduct.publications.rules.sending import DispatchKind

_LEFT = [Progress.QUEUED, Progress.ACCEPTED, Progress.SENT, Progress.ANSWERED, Progress.BOUNCED, Progress.FAILED]


class NothingToSend(Refused):
    """It is not out, or it was recalled."""

    sentence = _("Only a released version is sent, and of a recalled one only the recall. Nothing was planned.")


class LookFirst(Refused):
    """Somebody has to look at names and salutations first."""

    sentence = _("Somebody must look at the holder and the salutation of every recipient first. Nothing was planned.")


@transaction.atomic
def plan_dispatches(*, version: Version, kind: DispatchKind, by: Member, at: datetime) -> list[Dispatch]:
    """Plan a copy of this kind for each recipient that has none yet; give the new ones. What was planned twice is planned once.

    A letter and a chaser go to all recipients; a correction and a recall to those whom an earlier copy may have reached. With a
    correction everybody else gets the corrected text as their letter: earlier copies that have not left are cancelled, as by a recall.
    Where the post is not written to by e-mail the copy waits to be taken by hand.

    :raises NothingToSend: if the version is not released, or recalled and this is no recall
    :raises LookFirst: if a recipient's salutation was approved by nobody
    """
    publication = Publication.objects.select_for_update(of=("self",)).get(pk=version.publication_id)
    if version.released_at is None or (publication.recalled_at is not None) != (kind is DispatchKind.RECALL):
        raise NothingToSend
    recipients = list(publication.recipients.select_related("post").order_by("role", "pk"))
    if kind is not DispatchKind.RECALL and any(recipient.approved_at is None for recipient in recipients):
        raise LookFirst
    kinds = _kinds(publication, version, recipients, kind)
    if kind in {DispatchKind.RECALL, DispatchKind.CORRECTION}:
        waiting = Dispatch.objects.filter(version__publication=publication, progress__in=[Progress.PLANNED, Progress.BY_HAND])
        waiting.exclude(version=version, kind__in=set(kinds.values())).update(progress=Progress.CANCELLED)
    posts = {post.pk: post for post in whole_posts(Post.objects.filter(pk__in=[one.post_id for one in recipients]))}
    has_one = set(Dispatch.objects.filter(version=version).values_list("recipient", "kind"))
    planned = [
        _planned(version, one, kinds[one.pk], card_of(posts[one.post_id], language=one.language, on=at.date()), by=by, at=at)
        for one in recipients
        if one.pk in kinds and (one.pk, kinds[one.pk].value) not in has_one
    ]
    if planned:
        record("publications.dispatches-planned", publication.reference, by=by.reference, at=at, kind=kind.value, copies=len(planned))
    return planned


def _kinds(publication: Publication, version: Version, recipients: Sequence[Recipient], kind: DispatchKind) -> dict[int, DispatchKind]:
    """Say what each recipient gets, by key; who is not named gets nothing."""
    if kind not in {DispatchKind.RECALL, DispatchKind.CORRECTION}:
        return {one.pk: kind for one in recipients}
    earlier = Dispatch.objects.filter(version__publication=publication, progress__in=_LEFT)
    if kind is DispatchKind.CORRECTION:
        earlier = earlier.exclude(version=version)
    reached = set(earlier.values_list("recipient", flat=True))
    others = {} if kind is DispatchKind.RECALL else {one.pk: DispatchKind.LETTER for one in recipients}
    return others | {one.pk: kind for one in recipients if one.pk in reached}


def _planned(version: Version, recipient: Recipient, kind: DispatchKind, card: PostCard, *, by: Member, at: datetime) -> Dispatch:
    channel = Channel(recipient.channel or card.channel)
    is_mail = channel is Channel.MAIL
    return Dispatch.objects.create(
        version=version,
        recipient=recipient,
        kind=kind,
        language=recipient.language,
        holder=recipient.seen_holder,
        salutation=recipient.salutation,
        address=card.email if is_mail else "\n".join(card.recipient),
        channel=channel,
        progress=Progress.PLANNED if is_mail else Progress.BY_HAND,
        planned_at=at,
        planned_by=by,
    )
