"""Bring in signers who confirmed elsewhere: sealed at once, counted, in pieces that nobody who signs meanwhile waits for."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from safeconduct.signing.models import CountEvent, PublicName, Signature
from safeconduct.signing.queries.rolls import RolledUp
from safeconduct.signing.receiving.preparing import prepare
from safeconduct.signing.rules.entry import Entry
from safeconduct.signing.rules.kinds import Channel, State, Visibility
from safeconduct.signing.storing.alone import DATABASE
from safeconduct.signing.storing.rows import Row
from safeconduct.vault.format.signatures import tag_of


@dataclass(frozen=True, slots=True)
class Incoming:
    """A signer who confirmed elsewhere. ``line`` tells rows without an address apart."""

    name: str
    mail: str
    country: str
    postcode: str
    visibility: Visibility
    language: str
    on: date
    line: int


def bring_in(incoming: Sequence[Incoming], rolled: RolledUp, *, batch: str, on: date) -> int:
    """Seal and count them as confirmed on their days, with this batch. Gives how many came in; the others had signed already.

    The same again changes nothing. Nobody is written to, and nobody has agreed to anything else. Who is only counted leaves nothing but
    a tag; names that are public are shown from the day after ``on``. The link of each is made and thrown away; a new one can be asked for.
    """
    made: dict[bytes, tuple[Signature, Incoming]] = {}
    for one in incoming:
        signature = _signature(one, rolled, batch)
        made.setdefault(bytes(signature.tag), (signature, one))  # the first row of an address counts
    with transaction.atomic(using=DATABASE):
        there = Signature.objects.filter(roll=rolled.id, tag__in=list(made)).values_list("tag", flat=True)
        for tag in {bytes(tag) for tag in there}:
            del made[tag]
        ordered = [made[tag] for tag in sorted(made)]
        Signature.objects.bulk_create([signature for signature, _one in ordered], ignore_conflicts=True)
        went_in = set(Signature.objects.filter(pk__in=[signature.pk for signature, _one in ordered]).values_list("pk", flat=True))
        new = [(signature, one) for signature, one in ordered if signature.pk in went_in]
        PublicName.objects.bulk_create(
            PublicName(signature=signature, roll_id=rolled.id, name=one.name, country=one.country, shown_from=on + timedelta(days=1))
            for signature, one in new
            if one.visibility is Visibility.PUBLIC
        )
        _count([signature for signature, _one in new])
    return len(new)


def _signature(one: Incoming, rolled: RolledUp, batch: str) -> Signature:
    entry = Entry(
        name=one.name,
        mail=one.mail,
        country=one.country,
        postcode=one.postcode,
        visibility=one.visibility.value,
        language=one.language,
    )
    row = prepare(entry, rolled, on=one.on, channel=Channel.IMPORT, state=State.CONFIRMED)
    is_kept, has_mail = one.visibility is not Visibility.COUNTED, bool(one.mail)
    return Signature(
        id=row.id,
        roll_id=rolled.id,
        tag=row.tag if has_mail else tag_of(rolled.key, "line", f"{batch}\0{one.line}"),
        person=row.person if is_kept else b"",
        home=row.home if has_mail else b"",
        domain=row.domain if has_mail else b"",
        way=row.way if has_mail else b"",
        blob=row.blob if is_kept else b"",
        own=row.own if is_kept else b"",
        mails=0,
        batch=batch,
        confirmed_on=one.on,
        **_same(row),
    )


def _same(row: Row) -> dict[str, object]:
    return {
        "token": row.token,
        "state": row.state,
        "visibility": row.visibility,
        "country": row.country,
        "language": row.language,
        "channel": row.channel,
        "is_provisional": row.is_provisional,
        "signed_on": row.on,
    }


def _count(signatures: Sequence[Signature]) -> None:
    kinds = Counter((one.country, one.language) for one in signatures)
    CountEvent.objects.bulk_create(
        CountEvent(
            roll_id=signatures[0].roll_id,
            state=State.CONFIRMED,
            country=country,
            language=language,
            channel=Channel.IMPORT,
            is_provisional=False,
            delta=count,
        )
        for (country, language), count in kinds.items()
    )
