"""Bring in the signers of a list that somebody began to bring in, or remove them again, a few pieces at a time."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.kit.refusals import Refused
from safeconduct.petitions.actions.look_at_import import held_file
from safeconduct.petitions.actions.take_import import FINISHED, RUNNING, UNDOING, UNDONE, NotNow
from safeconduct.petitions.models import Campaign, ImportRun
from safeconduct.petitions.rules.importing import TAKEN, Judged, Sum, read_list, read_options
from safeconduct.signing.actions.bring_in import Incoming, bring_in
from safeconduct.signing.actions.invalidate import PIECE, remove_batch
from safeconduct.signing.queries.rolls import RolledUp, current
from safeconduct.signing.queries.sifted import came_with
from safeconduct.signing.storing.held import drop


class NoKey(Refused):
    """Nobody could tell who signed here already."""

    code = "no-key"
    sentence = _("The campaign’s key is not in this machine’s memory, so nobody can tell who has signed here already. Give it first.")


def import_signers(*, run: ImportRun, at: datetime, pieces: int = 4, most: int = PIECE) -> ImportRun:
    """Do a few pieces of what was begun, whoever asks; give where it stands.

    :raises FileGone: if the file is held no longer; what is in stays in
    :raises NoKey: if the campaign's key went out of memory
    """
    run = ImportRun.objects.select_related("campaign").get(pk=run.pk)
    if run.state == UNDOING:
        return _undo_some(run, at, pieces, most)
    if run.state != RUNNING:
        return run
    rows = rows_left(run, held_file(run))
    try:
        for _piece in range(pieces):
            if run.state == RUNNING:
                run = import_piece(run=run, rows=rows, at=at, most=most)
    except NotNow:  # another page, or the command, goes on with it
        run.refresh_from_db()
    return run


def rows_left(run: ImportRun, data: bytes) -> Iterator[Judged]:
    """Give the rows of the file from where the import stands."""
    listed = read_list(data, options=read_options(run.mapping), danger=frozenset(run.campaign.danger), on=run.begun_on)
    return islice(listed.rows, run.done, None)


def import_piece(*, run: ImportRun, rows: Iterator[Judged], at: datetime, most: int = PIECE) -> ImportRun:
    """Bring in the next rows, which begin where the import stands. One process at a time works at one.

    :raises NoKey: if the campaign's key went out of memory
    :raises NotNow: if somebody else went on with it meanwhile
    """
    some = list(islice(rows, most))
    with transaction.atomic():
        kept = ImportRun.objects.select_for_update(of=("self",)).select_related("campaign__crisis", "begun_by").get(pk=run.pk)
        if kept.state != RUNNING or kept.done != run.done:
            raise NotNow  # somebody else went on meanwhile, and these rows are not the next ones
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


def rolled_up(campaign: Campaign) -> RolledUp:
    """Give the roll with its key.

    :raises NoKey: if there is none, or its key is not in memory
    """
    rolled = current(campaign.reference)
    if rolled is None or rolled.is_provisional:
        raise NoKey
    return rolled


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
