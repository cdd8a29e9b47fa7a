"""Look at a list of signers: what it would come to. It lies in memory alone, sealed; nobody is brought in."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.petitions.actions.take_campaign import take_campaign
from safeconduct.petitions.actions.take_import import FINISHED, LOOKED_AT, RUNNING, UNDOING, take_import
from safeconduct.petitions.models import Campaign, ImportRun
from safeconduct.petitions.rules.importing import TAKEN, Kind, Options, Sum, options_to_json, read_list
from safeconduct.signing.rules.addresses import canonical, packaged_rules
from safeconduct.signing.storing.held import held, hold

MOST_SHOWN = 12  # problems that are shown by their lines


class AlreadyIn(Refused):
    """The very same file was brought in before."""

    code = "already-in"
    sentence = _("This very file was brought in before. Nothing was changed: bringing it in again would add nobody.")


class FileGone(Refused):
    """It lay in memory, and is not there any more."""

    code = "file-gone"
    sentence = _("The file is not in this machine’s memory any more. Choose the same file again: it goes on where it stopped.")


@dataclass(frozen=True, slots=True)
class Look:
    """What a file would come to. ``first`` are the first problems: line and code; they are shown and kept nowhere but in memory."""

    rows: int = 0
    taken: int = 0
    twice: int = 0  # of those taken: addresses that stand in the file more than once
    outcomes: dict[str, int] = field(default_factory=dict)
    repairs: dict[str, int] = field(default_factory=dict)
    visibilities: dict[str, int] = field(default_factory=dict)
    first: list[tuple[int, str]] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    passed_over: list[str] = field(default_factory=list)


def look_at_import(*, campaign: Campaign, data: bytes, kind: Kind, options: Options, by: Member, on: date) -> ImportRun:
    """Read the whole file, hold it in memory, and keep how many rows it has; nobody is brought in.

    The same file again leads to where it stands: looked at, or half done.

    :raises Unreadable: if the file is refused whole
    :raises AlreadyIn: if it was brought in before
    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    """
    digest = hashlib.sha256(data).hexdigest()
    with transaction.atomic():
        kept = take_campaign(campaign=campaign, by=by, may_have_ended=True)
        run = ImportRun.objects.filter(campaign=kept, digest=digest).first()
        if run is not None and run.state in {FINISHED, UNDOING}:
            raise AlreadyIn
        if run is None or run.state != RUNNING:
            look = _look(data, options, frozenset(kept.danger), on)
            fields = {
                "kind": kind.value,
                "mapping": options_to_json(options),
                "rows": look.rows,
                "done": 0,
                "taken": 0,
                "findings": {},
                "state": LOOKED_AT,
                "begun_on": on,
                "begun_by": by,
            }
            run, _is_new = ImportRun.objects.update_or_create(campaign=kept, digest=digest, defaults=fields)
            hold(f"{run.reference}-look", json.dumps({name: getattr(look, name) for name in Look.__slots__}).encode())
    hold(run.reference, data)
    return run


def look_again(*, run: ImportRun, options: Options, by: Member, on: date) -> ImportRun:
    """Look at the held file with other options.

    :raises FileGone: if it is held no longer
    :raises Unreadable, NotNow, NotOwning, NotPermitted: as when it was looked at first
    """
    take_import(run, by, LOOKED_AT)
    return look_at_import(campaign=run.campaign, data=held_file(run), kind=Kind(run.kind), options=options, by=by, on=on)


def held_file(run: ImportRun) -> bytes:
    """Give the file of an import.

    :raises FileGone: if this machine holds it no longer
    """
    data = held(run.reference)
    if data is None:
        raise FileGone
    return data


def _look(data: bytes, options: Options, danger: frozenset[str], on: date) -> Look:
    listed, total = read_list(data, options=options, danger=danger, on=on), Sum()
    seen: set[int] = set()
    visibilities: dict[str, int] = {}
    first: list[tuple[int, str]] = []
    with_mail = 0
    for judged in listed.rows:
        total.add(judged)
        if judged.signer is None:
            first += [(judged.line, judged.outcome)] if len(first) < MOST_SHOWN else []
            continue
        visibilities[judged.signer.visibility.value] = visibilities.get(judged.signer.visibility.value, 0) + 1
        if judged.signer.mail:
            with_mail += 1
            seen.add(hash(canonical(judged.signer.mail, packaged_rules())))
    return Look(
        rows=total.rows,
        taken=total.outcomes[TAKEN],
        twice=with_mail - len(seen),
        outcomes={code: count for code, count in total.outcomes.most_common() if code != TAKEN},
        repairs=dict(total.repairs.most_common()),
        visibilities=visibilities,
        first=first,
        heads=listed.heads,
        columns={name: listed.heads[place] for name, place in listed.columns.items()},
        passed_over=listed.passed_over,
    )
