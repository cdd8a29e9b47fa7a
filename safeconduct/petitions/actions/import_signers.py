"""Bring in the signers of a petition elsewhere: look, begin, go on piece by piece, undo. The file lies in memory alone, sealed."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.petitions.actions.take_campaign import take_campaign
from safeconduct.petitions.models import Campaign, ImportRun
from safeconduct.petitions.rules.importing import (
    TAKEN,
    Judged,
    Kind,
    Options,
    Sum,
    options_to_json,
    read_list,
    read_options,
)
from safeconduct.signing.actions.bring_in import Incoming, bring_in
from safeconduct.signing.actions.invalidate import PIECE, remove_batch
from safeconduct.signing.queries.rolls import RolledUp, current
from safeconduct.signing.queries.sifted import came_with
from safeconduct.signing.rules.addresses import canonical, packaged_rules
from safeconduct.signing.storing.held import drop, held, hold

LOOKED_AT, RUNNING, FINISHED, UNDOING, UNDONE = "looked-at", "running", "finished", "undoing", "undone"
MOST_SHOWN = 12  # problems that are shown by their lines


class AlreadyIn(Refused):
    """The very same file was brought in before."""

    code = "already-in"
    sentence = _("This very file was brought in before. Nothing was changed: bringing it in again would add nobody.")


class FileGone(Refused):
    """It lay in memory, and is not there any more."""

    code = "file-gone"
    sentence = _("The file is not in this machine’s memory any more. Choose the same file again: it goes on where it stopped.")


class NoKey(Refused):
    """Nobody could tell who signed here already."""

    code = "no-key"
    sentence = _("The campaign’s key is not in this machine’s memory, so nobody can tell who has signed here already. Give it first.")


class NotNow(Refused):
    """It is in another state by now."""

    code = "not-now"
    sentence = _("This import has gone on already. Look at where it stands now.")


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
            look = _look(data, options, _danger(kept), on)
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
    if not ImportRun.objects.filter(pk=run.pk, state=LOOKED_AT).exists():
        raise NotNow
    return look_at_import(campaign=run.campaign, data=_data(run), kind=Kind(run.kind), options=options, by=by, on=on)


def begin_import(*, run: ImportRun, by: Member, at: datetime) -> None:
    """Begin to bring them in.

    :raises NotNow: if it was begun before
    :raises NoKey: if nobody can tell who has signed here already
    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    """
    with transaction.atomic():
        campaign = take_campaign(campaign=run.campaign, by=by, may_have_ended=True)
        kept = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
        if kept.state != LOOKED_AT:
            raise NotNow
        rolled_up(campaign)
        kept.state, kept.begun_on, kept.begun_by = RUNNING, at.date(), by
        kept.save(update_fields=["state", "begun_on", "begun_by"])
        drop(f"{kept.reference}-look")
        record(
            "petitions.import-begun", kept.reference, by=by.reference, at=at, campaign=campaign.reference, kind=kept.kind, rows=kept.rows
        )


def go_on_importing(*, run: ImportRun, at: datetime, pieces: int = 4, most: int = PIECE) -> ImportRun:
    """Do a few pieces of what was begun, whoever asks; give where it stands.

    :raises FileGone: if the file is held no longer; what is in stays in
    :raises NoKey: if the campaign's key went out of memory
    """
    run = ImportRun.objects.select_related("campaign").get(pk=run.pk)
    if run.state == UNDOING:
        return _undo_some(run, at, pieces, most)
    if run.state != RUNNING:
        return run
    rows = islice(
        read_list(_data(run), options=read_options(run.mapping), danger=_danger(run.campaign), on=run.begun_on).rows, run.done, None
    )
    for _piece in range(pieces):
        run = import_piece(run=run, rows=rows, at=at, most=most)
        if run.state != RUNNING:
            break
    return run


def rows_left(run: ImportRun, data: bytes) -> Iterator[Judged]:
    """Give the rows of the file from where the import stands."""
    listed = read_list(data, options=read_options(run.mapping), danger=_danger(run.campaign), on=run.begun_on)
    return islice(listed.rows, run.done, None)


def import_piece(*, run: ImportRun, rows: Iterator[Judged], at: datetime, most: int = PIECE) -> ImportRun:
    """Bring in the next rows, which begin where the import stands. One process at a time works at one.

    :raises NoKey: if the campaign's key went out of memory
    """
    some = list(islice(rows, most))
    with transaction.atomic():
        kept = ImportRun.objects.select_for_update(of=("self",)).select_related("campaign__crisis", "begun_by").get(pk=run.pk)
        if kept.state != RUNNING or kept.done != run.done:
            return kept  # somebody else went on meanwhile
        rolled, total = rolled_up(kept.campaign), Sum()
        for judged in some:
            total.add(judged)
        incoming = [_incoming(judged, kept.begun_on) for judged in some if judged.signer is not None]
        kept.taken += bring_in(incoming, rolled, batch=kept.reference, on=at.date())
        kept.done += total.rows
        _note(kept, total)
        if len(some) < most:
            _finish(kept, at)
        kept.save(update_fields=["done", "taken", "findings", "state", "rows"])
        return kept


def undo_import(*, run: ImportRun, by: Member, at: datetime) -> None:
    """Begin to remove everybody who came with it; ``go_on_importing`` does it. Afterwards the file can be brought in anew.

    :raises NotNow: if nobody came with it yet
    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    """
    with transaction.atomic():
        campaign = take_campaign(campaign=run.campaign, by=by, may_have_ended=True)
        kept = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
        if kept.state not in {RUNNING, FINISHED}:
            raise NotNow
        kept.state, kept.rows, kept.done, kept.begun_by = UNDOING, came_with(campaign.roll, kept.reference), 0, by
        kept.save(update_fields=["state", "rows", "done", "begun_by"])
        drop(kept.reference)


def forget_import(*, run: ImportRun, by: Member) -> None:
    """Let a file go that was only looked at.

    :raises NotNow: if it was begun
    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    """
    with transaction.atomic():
        take_campaign(campaign=run.campaign, by=by, may_have_ended=True)
        if not ImportRun.objects.filter(pk=run.pk, state=LOOKED_AT).delete()[0]:
            raise NotNow
    drop(run.reference)
    drop(f"{run.reference}-look")


def rolled_up(campaign: Campaign) -> RolledUp:
    """Give the roll with its key.

    :raises NoKey: if there is none, or its key is not in memory
    """
    rolled = current(campaign.reference)
    if rolled is None or rolled.is_provisional:
        raise NoKey
    return rolled


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


def _incoming(judged: Judged, begun_on: date) -> Incoming:
    one = judged.signer
    if one is None:
        raise ValueError(judged.outcome)
    names = ("name", "mail", "country", "postcode", "visibility", "language")
    return Incoming(**{name: getattr(one, name) for name in names}, on=one.on or begun_on, line=judged.line)


def _note(kept: ImportRun, total: Sum) -> None:
    """Add what was found: how many of each kind, and never which."""
    found: dict[str, Any] = {part: dict(kept.findings.get(part, {})) for part in ("refused", "repaired")}
    for part, counter in (("refused", total.outcomes), ("repaired", total.repairs)):
        for code, count in counter.items():
            if code != TAKEN:
                found[part][code] = found[part].get(code, 0) + count
    kept.findings = found


def _finish(kept: ImportRun, at: datetime) -> None:
    """Close the books: what is neither in nor refused had signed before, here or further up in the file. So all rows are accounted for."""
    kept.state, kept.rows = FINISHED, kept.done
    kept.taken = came_with(kept.campaign.roll, kept.reference)
    refused = sum(kept.findings["refused"].values())
    if already := kept.rows - kept.taken - refused:
        kept.findings["refused"]["already"] = already
    drop(kept.reference)
    mark_changed(crisis=kept.campaign.crisis, at=at)
    told = {"campaign": kept.campaign.reference, "rows": kept.rows, "taken": kept.taken}
    record("petitions.import-finished", kept.reference, by=kept.begun_by.reference, at=at, **told)


def _undo_some(run: ImportRun, at: datetime, pieces: int, most: int) -> ImportRun:
    for _piece in range(pieces):
        with transaction.atomic():
            kept = ImportRun.objects.select_for_update(of=("self",)).select_related("campaign__crisis", "begun_by").get(pk=run.pk)
            if kept.state != UNDOING:
                return kept
            count = remove_batch(kept.campaign.roll, kept.reference, most=most)
            kept.done += count
            kept.state = UNDONE if count < most else UNDOING
            kept.save(update_fields=["done", "state"])
            if kept.state == UNDONE:
                mark_changed(crisis=kept.campaign.crisis, at=at)
                told = {"campaign": kept.campaign.reference, "count": kept.done}
                record("petitions.import-undone", kept.reference, by=kept.begun_by.reference, at=at, **told)
                return kept
    return kept


def _data(run: ImportRun) -> bytes:
    data = held(run.reference)
    if data is None:
        raise FileGone
    return data


def _danger(campaign: Campaign) -> frozenset[str]:
    return frozenset(campaign.danger)
