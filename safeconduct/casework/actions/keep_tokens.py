"""Keep the tokens of a case, and find the cases that have one of them too."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.casework.access import case_to_change
from safeconduct.casework.models import SCOPES, Case, HeldCap, KnownHit, KnownToken
from safeconduct.casework.rules.names import MOST_TERMS, VERSION
from safeconduct.casework.rules.referring import MOST_A_DAY
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member, Organisation


class TooMany(Refused):
    """A person has three tokens at most."""

    code = "too-many"
    sentence = _("These are too many tokens for one person. Nothing was kept.")


class WrongVersion(Refused):
    """Tokens of other rules would never be equal to these."""

    code = "wrong-version"
    sentence = _("This page writes names by rules that are out of date. Nothing was kept; load the page again.")


class CapReached(Refused):
    """Nobody tries a list of names."""

    status, code = 429, "cap-reached"
    sentence = _("Your organisation has asked about as many people as it may on one day. Nothing was kept, and help goes on; ask tomorrow.")


@transaction.atomic
def keep_tokens(*, case: UUID, scope: str, version: int, tokens: Sequence[bytes], by: Member, at: datetime) -> int:
    """Let these be the tokens of the case in place of those before, and give how many other cases have one of them.

    ``scope`` is ``own`` (cases of the same organisation are looked at) or ``hub`` (those of the others); each has tokens of its own. What
    asks the other organisations was counted when the key holders were asked (``ask_holders``), and is not counted again.
    None of them: the case is asked about no longer, and every trace of a possible other goes. Who asks for help is never asked here.

    :raises TooMany, WrongVersion, CapReached: accordingly
    :raises Http404: if the member does not hold the case
    """
    if len(tokens) > MOST_TERMS:
        raise TooMany
    if version != VERSION:
        raise WrongVersion
    held = case_to_change(by, case)
    there = held.known_tokens.filter(scope=scope)
    before = {bytes(one) for one in there.values_list("token", flat=True)}
    wanted = set(tokens)
    if scope == "own" and wanted - before:
        count_asked(held.organisation, at.date())
    there.exclude(token__in=wanted).delete()
    added = [KnownToken(case=held, scope=scope, version=version, token=token) for token in sorted(wanted - before)]
    KnownToken.objects.bulk_create(added)
    others = {one: _others(held, one) for one in SCOPES}
    all_of_them = set().union(*others.values())
    drop_hits(held, but=all_of_them)
    pairs = [sorted([held.pk, other]) for other in sorted(all_of_them)]
    KnownHit.objects.bulk_create([KnownHit(one_id=one, other_id=other) for one, other in pairs], ignore_conflicts=True)
    if wanted != before:
        record("casework.tokens-kept", held.reference, by=by.reference, at=day_of(at), tokens=len(wanted), scope=scope)
    return len(others[scope])


def drop_hits(case: Case, *, but: Collection[UUID] = ()) -> None:
    """Forget that other cases may be of the same person; those in ``but`` stay. The caller's transaction holds it together."""
    KnownHit.objects.filter(one=case).exclude(other__in=but).delete()
    KnownHit.objects.filter(other=case).exclude(one__in=but).delete()


def count_asked(organisation: Organisation, day: date, people: int = 1) -> None:
    """Count that an organisation asked about so many people on a day. The caller's transaction holds it together.

    :raises CapReached: if they are too many for one day
    """
    cap, _made = HeldCap.objects.select_for_update().get_or_create(organisation=organisation, day=day)
    if cap.count + people > MOST_A_DAY:
        raise CapReached
    HeldCap.objects.filter(organisation=organisation, day__lt=day).delete()
    HeldCap.objects.filter(pk=cap.pk).update(count=cap.count + people)


def _others(case: Case, scope: str) -> set[UUID]:
    tokens = case.known_tokens.filter(scope=scope).values("token")
    same = KnownToken.objects.filter(scope=scope, token__in=tokens, case__vault__isnull=False)
    same = same.filter(case__organisation=case.organisation) if scope == "own" else same.exclude(case__organisation=case.organisation)
    return set(same.exclude(case=case).values_list("case", flat=True))
