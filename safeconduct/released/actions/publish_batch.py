"""Let out on a batch day what waits for it: numbers, sentences that become claims, and corrections of those that were withdrawn."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.crises.models import Crisis
from safeconduct.evidence.actions.attribute_claim import Saying
from safeconduct.evidence.actions.confirm_claim import Content, confirm_claim
from safeconduct.evidence.models.sources import SourceKind
from safeconduct.evidence.reading.shapes import Mode, OriginKind
from safeconduct.kit.clock import day_of
from safeconduct.released.access import ledger_of, slips_to_correct, waiting_releases, waiting_slips
from safeconduct.released.actions.correct_claim import correct_claim
from safeconduct.released.models import Release, ReleaseState, Slip, SlipState
from safeconduct.released.queries.lines import line_of_release
from safeconduct.released.rules.batches import batch_on_or_before
from safeconduct.released.rules.slips import edtf_of
from safeconduct.released.rules.tenfive import troubles
from safeconduct.released.words import AMOUNT_PHRASES, ROOT_PHRASES


@dataclass(frozen=True, slots=True)
class Batch:
    """What went out."""

    day: date
    releases: int = 0
    left: int = 0  # that no longer fit beside what is out
    claims: int = 0
    corrections: int = 0


@transaction.atomic
def publish_batch(*, on: date, at: datetime) -> Batch:
    """Let out what was agreed on before the newest batch day. Late or twice does no harm: what came after it waits for the next."""
    day = batch_on_or_before(on)
    changed: dict[int, Crisis] = {}
    out = left = claims = corrections = 0
    for release in waiting_releases().filter(confirmed_on__lt=day).select_for_update(of=("self",)):
        if _let_out(release, day):
            out += 1
            changed[release.crisis_id] = release.crisis
            record("released.batch-out", release.reference, by="", at=day_of(at), table=release.table, quarter=release.quarter)
        else:
            left += 1
            record("released.numbers-refused", release.reference, by="", at=day_of(at), table=release.table, quarter=release.quarter)
    for slip in waiting_slips().filter(accepted_on__lt=day).select_for_update(of=("self",)):
        _make_claim(slip, day, at)
        claims += 1
    for slip in slips_to_correct().filter(withdrawn_on__lt=day).select_for_update(of=("self",)):
        correct_claim(slip=slip, day=day, at=at)
        corrections += 1
    for crisis in changed.values():
        mark_changed(crisis=crisis, at=at)
    return Batch(day, out, left, claims, corrections)


def _let_out(release: Release, day: date) -> bool:
    """Look once more: another table may have gone out since it was confirmed."""
    ledger = [line_of_release(old) for old in ledger_of(release)]
    fits = not troubles(line_of_release(release), on=day, ledger=ledger)
    release.state = ReleaseState.OUT if fits else ReleaseState.REFUSED
    release.out_on = day if fits else None
    release.save(update_fields=["state", "out_on"])
    return fits


def _make_claim(slip: Slip, day: date, at: datetime) -> None:
    """Make it a claim of the evidence desk, said by the organisation. The chain ends here: no passage, no document, no way back."""
    by = slip.accepted_by
    if by is None:  # the database lets no such slip be
        return
    speaker, root = slip.organisation.name, OriginKind(slip.root_kind)
    label = f"{ROOT_PHRASES[root]}: {AMOUNT_PHRASES[slip.amount]}, {slip.period}"
    saying = Saying(
        speaker=speaker,
        speaker_kind=SourceKind.NGO,
        mode=Mode.INDIRECT,
        origin=root,
        origin_label=label,
        period=edtf_of(slip.period),
        overlap_group=f"released-{slip.organisation.reference}",  # the same people may have told it all
        said=day.isoformat(),
        citation=f"{speaker}: {label}. {slip.reference}",
    )
    content = Content(text=slip.text, language=slip.language, place=slip.area, when=edtf_of(slip.period))
    slip.claim = confirm_claim(crisis=slip.crisis, content=content, sayings=[saying], passage=None, by=by, at=at)
    slip.state, slip.batch_on = SlipState.OUT, day
    slip.save(update_fields=["claim", "state", "batch_on"])
