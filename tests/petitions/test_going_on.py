"""What members began goes on by itself: a piece at a time, by one process at a time, and what cannot go on holds nothing else up."""

import time
from collections.abc import Iterator

import pytest

from safeconduct.cli.tending import Tender, Work, tend_once
from safeconduct.people.models import Member
from safeconduct.petitions.actions import go_on_begun
from safeconduct.petitions.actions.begin_import import begin_import
from safeconduct.petitions.actions.begin_invalidation import begin_invalidation
from safeconduct.petitions.actions.cancel_invalidation import cancel_invalidation
from safeconduct.petitions.actions.go_on_begun import Begun
from safeconduct.petitions.actions.import_signers import import_piece
from safeconduct.petitions.actions.look_at_import import look_at_import
from safeconduct.petitions.actions.look_at_invalidation import look_at_invalidation
from safeconduct.petitions.actions.undo_import import undo_import
from safeconduct.petitions.models import Campaign, ImportRun, Invalidation
from safeconduct.petitions.rules.importing import Kind, Options
from safeconduct.signing.models import Signature
from safeconduct.signing.queries.rolls import forget
from safeconduct.signing.rules.kinds import State
from safeconduct.signing.rules.sifting import Sift
from safeconduct.signing.storing.held import drop
from safeconduct.signing.storing.marks import alone_here
from safeconduct.signing.storing.ram import drop_campaign_key, hold_campaign_key
from safeconduct.vault.format.signatures import new_key
from tests.factories.crises import make_crisis
from tests.factories.people import THEN, make_jonas, make_tomas
from tests.factories.petitions import make_campaign, make_signature, roll_of

pytestmark = pytest.mark.django_db(databases=["default", "intake", "signing"])
ROWS = 7


@pytest.fixture
def tomas() -> Member:
    return make_tomas()


@pytest.fixture
def campaign(tomas: Member) -> Iterator[Campaign]:
    crisis = make_crisis(by=make_jonas(), is_public=True)
    campaign = make_campaign(crisis, tomas, approved_by=crisis.opened_by)
    hold_campaign_key(campaign.roll, new_key())
    forget()
    yield campaign
    drop_campaign_key(campaign.roll)
    for run in ImportRun.objects.all():
        drop(run.reference)


def looked_at(campaign: Campaign, by: Member, *, mark: str = "a") -> ImportRun:
    rows = "".join(f"Signer {mark.upper()},{mark}{number}@signers.example,SE\n" for number in range(ROWS))
    data = f"name,email,country\n{rows}".encode()
    return look_at_import(campaign=campaign, data=data, kind=Kind.CSV, options=Options(), by=by, on=THEN.date())


def begun(campaign: Campaign, by: Member, *, mark: str = "a") -> ImportRun:
    run = looked_at(campaign, by, mark=mark)
    begin_import(run=run, by=by, at=THEN)
    return run


def flooded(campaign: Campaign, by: Member) -> Invalidation:
    for _number in range(3):
        make_signature(roll_of(campaign), country="VN", on=THEN.date())
    found = look_at_invalidation(campaign=campaign, sift=Sift(countries=("VN",)), by=by, on=THEN.date())
    begin_invalidation(invalidation=found, because="Three in a minute.", by=by, at=THEN)
    return found


def test_an_import_goes_on_piece_by_piece_without_anybody_asking(campaign: Campaign, tomas: Member) -> None:
    run, work = begun(campaign, tomas), Begun()

    assert work.imports(at=THEN, most=3) == 1
    run.refresh_from_db()
    assert (run.state, run.done) == ("running", 3)

    while work.imports(at=THEN, most=3):
        pass
    run.refresh_from_db()
    assert (run.state, run.done, run.taken) == ("finished", ROWS, ROWS)
    assert work.reading == {}


def test_what_was_only_looked_at_waits_for_a_person(campaign: Campaign, tomas: Member) -> None:
    run = looked_at(campaign, tomas)

    assert Begun().imports(at=THEN) == 0
    run.refresh_from_db()
    assert run.state == "looked-at"


def test_rows_are_neither_lost_nor_doubled_when_another_process_did_a_piece_between(campaign: Campaign, tomas: Member) -> None:
    run, one, other = begun(campaign, tomas), Begun(), Begun()

    for work in (one, other, one, other):
        work.imports(at=THEN, most=2)

    run.refresh_from_db()
    assert (run.state, run.done, run.taken) == ("finished", ROWS, ROWS)
    assert Signature.objects.filter(roll=campaign.roll).count() == ROWS


def test_one_that_lacks_its_file_or_key_waits_and_the_others_go_on(campaign: Campaign, tomas: Member) -> None:
    lacks, goes = begun(campaign, tomas), begun(campaign, tomas, mark="b")
    drop(lacks.reference)

    assert Begun().imports(at=THEN) == 1
    lacks.refresh_from_db()
    goes.refresh_from_db()
    assert (lacks.state, lacks.done, goes.state) == ("running", 0, "finished")

    third = begun(campaign, tomas, mark="c")
    drop_campaign_key(campaign.roll)
    forget()
    assert Begun().imports(at=THEN) == 0
    third.refresh_from_db()
    assert (third.state, third.done) == ("running", 0)


def test_one_that_fails_comes_last_from_then_on_and_its_rows_are_not_passed_over(
    campaign: Campaign, tomas: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails, goes, work = begun(campaign, tomas), begun(campaign, tomas, mark="b"), Begun()

    def fail(**given: object) -> ImportRun:
        if given["run"] == fails:
            next(given["rows"])  # type: ignore[call-overload]
            raise RuntimeError
        return import_piece(**given)  # type: ignore[arg-type]

    monkeypatch.setattr(go_on_begun, "import_piece", fail)
    for _time in range(2):
        with pytest.raises(RuntimeError):
            work.imports(at=THEN)
    goes.refresh_from_db()
    assert goes.state == "finished"

    monkeypatch.undo()
    while work.imports(at=THEN):
        pass
    fails.refresh_from_db()
    assert (fails.state, fails.taken) == ("finished", ROWS)


def test_an_import_that_is_undone_is_removed_by_itself(campaign: Campaign, tomas: Member) -> None:
    run, work = begun(campaign, tomas), Work()
    work.imports(THEN)
    undo_import(run=run, by=tomas)

    work.imports(THEN)

    run.refresh_from_db()
    assert (run.state, Signature.objects.count()) == ("undone", 0)


def test_a_flood_goes_out_by_itself_and_stops_where_somebody_stops_it(campaign: Campaign, tomas: Member) -> None:
    found, work = flooded(campaign, tomas), Begun()

    work.invalidations(at=THEN, most=2)
    cancel_invalidation(invalidation=found, by=tomas, at=THEN)
    assert work.invalidations(at=THEN, most=2) == 0

    found.refresh_from_db()
    assert (found.state, found.done) == ("cancelled", 2)
    assert Signature.objects.filter(state=State.INVALID).count() == 2


def test_while_another_process_is_at_it_this_one_does_nothing(campaign: Campaign, tomas: Member) -> None:
    run = begun(campaign, tomas)

    with alone_here("imports"):
        assert Work().imports(THEN) == "Pieces of imports: 0."
    assert "Pieces of imports: 1." in tend_once(THEN)

    run.refresh_from_db()
    assert run.state == "finished"


@pytest.mark.django_db(transaction=True, databases=["default", "intake", "signing"])
def test_the_server_goes_on_with_both_until_they_are_done(campaign: Campaign, tomas: Member) -> None:
    run, found = begun(campaign, tomas), flooded(campaign, tomas)
    tender = Tender(every=0.05)

    tender.start()
    for _time in range(600):
        run.refresh_from_db()
        found.refresh_from_db()
        if (run.state, found.state) == ("finished", "finished"):
            break
        time.sleep(0.1)
    tender.stop()

    assert (run.state, run.taken, found.state, found.done) == ("finished", ROWS, "finished", 3)
