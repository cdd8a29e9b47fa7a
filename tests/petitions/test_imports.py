"""Bringing in the signers of another petition: looked at first, brought in once, gone on with, undone; nothing of it on a disk."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from safeconduct.audit.models import Entry
from safeconduct.cli.petitions import petitions
from safeconduct.cli.tending import Work
from safeconduct.kit.clock import today
from safeconduct.people.models import Member
from safeconduct.people.permissions import Role
from safeconduct.petitions.actions.begin_import import begin_import
from safeconduct.petitions.actions.import_signers import NoKey, import_piece, import_signers, rows_left
from safeconduct.petitions.actions.look_at_import import AlreadyIn, FileGone, look_again, look_at_import
from safeconduct.petitions.actions.take_import import NotNow
from safeconduct.petitions.actions.undo_import import undo_import
from safeconduct.petitions.models import Campaign, ImportRun, Partner
from safeconduct.petitions.rules.importing import Kind, Options
from safeconduct.petitions.rules.importing_text import Unreadable
from safeconduct.signing.actions.count_up import count_up
from safeconduct.signing.models import PublicName, Signature, WaitingMail
from safeconduct.signing.queries.counts import count_of
from safeconduct.signing.queries.rolls import forget
from safeconduct.signing.rules.kinds import State, Visibility
from safeconduct.signing.storing.held import drop, held, hold
from safeconduct.signing.storing.ram import drop_campaign_key, hold_campaign_key, ram_folder
from safeconduct.vault.format.signatures import new_key, tag_of
from tests.factories.crises import make_crisis
from tests.factories.people import THEN, make_ines, make_jonas, make_member, make_organisation, make_tomas, make_vera
from tests.factories.petitions import make_campaign, make_signature, roll_of

pytestmark = pytest.mark.django_db(databases=["default", "signing"])
ON = THEN.date()
CANARY = "zarema.canary@signers.example"
LIST = (
    "name,email,country,date,public\n"
    f"Ada Example,{CANARY},SE,2017-04-01,yes\n"
    "Bo Example,bo@signers.example,DE,2017-04-02,\n"
    "Cem Example,cem@signers.example,RU,2017-04-02,yes\n"
    "Ada Once More,Zarema.Canary+again@signers.example,SE,2017-04-03,yes\n"
    "Nobody,,SE,2017-04-03,yes\n"
    ",dee@signers.example,,,\n"
).encode()


@pytest.fixture
def tomas() -> Member:
    return make_tomas()


@pytest.fixture
def campaign(tomas: Member) -> Iterator[Campaign]:
    crisis = make_crisis(by=make_jonas(), organisations=[make_organisation("The Harbour")], is_public=True)
    campaign = make_campaign(crisis, tomas, approved_by=crisis.opened_by)
    hold_campaign_key(campaign.roll, new_key())
    forget()
    yield campaign
    drop_campaign_key(campaign.roll)
    for run in ImportRun.objects.all():
        drop(run.reference)


def make_mira() -> Member:
    """Mira campaigns in a sister organisation that answers the same crisis."""
    return make_member("mira", roles=[Role.CAMPAIGNER], organisation=make_organisation("The Harbour"))


def go_on() -> None:
    """Let the server's own work go on with what was begun."""
    Work().imports(THEN)


def looked_at(campaign: Campaign, by: Member, data: bytes = LIST, options: Options | None = None) -> ImportRun:
    return look_at_import(campaign=campaign, data=data, kind=Kind.CSV, options=options or Options(), by=by, on=ON)


def brought_in(campaign: Campaign, by: Member, data: bytes = LIST, *, most: int = 1000, options: Options | None = None) -> ImportRun:
    run = looked_at(campaign, by, data, options)
    begin_import(run=run, by=by, at=THEN)
    return import_signers(run=run, at=THEN, most=most, pieces=99)


def total(campaign: Campaign) -> int:
    count_up(at=THEN)
    return count_of(campaign.roll).total


def address(campaign: Campaign, name: str, *more: str) -> str:
    return reverse(f"petitions:{name}", args=[campaign.crisis.slug, campaign.reference, *more])


def file(data: bytes = LIST) -> SimpleUploadedFile:
    return SimpleUploadedFile("our signers.csv", data)


@pytest.mark.parametrize("most", [1, 2, 1000])
def test_every_row_is_taken_refused_or_found_to_be_in_already(campaign: Campaign, tomas: Member, most: int) -> None:
    run = brought_in(campaign, tomas, most=most)

    assert (run.state, run.rows, run.done, run.taken) == ("finished", 6, 6, 4)
    assert run.findings["refused"] == {"no-address": 1, "already": 1}
    assert run.findings["repaired"] == {"in-danger": 1, "no-name": 1, "no-day": 1}
    assert total(campaign) == 4
    assert count_of(campaign.roll).by_channel == {"import": 4}
    assert Entry.objects.get(kind="petitions.import-finished").detail == {"campaign": campaign.reference, "rows": 6, "taken": 4}


def test_how_they_stand_there_follows_what_they_wanted(campaign: Campaign, tomas: Member) -> None:
    brought_in(campaign, tomas)

    rows = {row.country or "-": row for row in Signature.objects.filter(roll=campaign.roll)}
    seen = {country: (row.visibility, bool(row.blob), bool(row.own)) for country, row in rows.items()}
    assert seen == {
        "SE": (Visibility.PUBLIC, True, True),
        "DE": (Visibility.ADDRESSEE, True, True),
        "RU": (Visibility.COUNTED, False, False),
        "-": (Visibility.COUNTED, False, False),
    }
    assert [(one.name, one.shown_from) for one in PublicName.objects.all()] == [("Ada Example", ON + timedelta(days=1))]
    assert {row.state for row in rows.values()} == {State.CONFIRMED}
    assert all(row.way and row.code is None and not row.mails for row in rows.values())
    assert not WaitingMail.objects.exists()
    assert rows["-"].signed_on == ON


def test_who_signed_here_is_not_counted_again(campaign: Campaign, tomas: Member) -> None:
    key = new_key()
    hold_campaign_key(campaign.roll, key)
    forget()
    make_signature(roll_of(campaign), mail="bo@signers.example", tag=tag_of(key, "address", "bo@signers.example"))

    run = brought_in(campaign, tomas)

    assert run.taken == 3
    assert run.findings["refused"]["already"] == 2
    assert total(campaign) == 4


def test_the_same_file_twice_changes_nothing_and_a_longer_one_adds_what_is_new(campaign: Campaign, tomas: Member) -> None:
    brought_in(campaign, tomas)

    with pytest.raises(AlreadyIn):
        looked_at(campaign, tomas)
    longer = brought_in(campaign, tomas, LIST + b"Eve Example,eve@signers.example,SE,2017-04-09,\n")

    assert longer.taken == 1
    assert total(campaign) == 5


def test_it_goes_on_where_it_stopped_once_the_file_comes_again(campaign: Campaign, tomas: Member) -> None:
    run = looked_at(campaign, tomas)
    begin_import(run=run, by=tomas, at=THEN)
    import_signers(run=run, at=THEN, pieces=1, most=2)
    drop(run.reference)
    with pytest.raises(FileGone):
        import_signers(run=run, at=THEN)

    again = looked_at(campaign, tomas)

    assert (again.reference, again.state, again.done) == (run.reference, "running", 2)
    assert import_signers(run=again, at=THEN).taken == 4


def test_what_a_broken_connection_left_half_done_is_counted_once(campaign: Campaign, tomas: Member) -> None:
    run = looked_at(campaign, tomas)
    begin_import(run=run, by=tomas, at=THEN)
    import_signers(run=run, at=THEN, pieces=1, most=3)
    ImportRun.objects.filter(pk=run.pk).update(done=0, taken=0, findings={})

    run = import_signers(run=run, at=THEN)

    assert (run.taken, run.findings["refused"]) == (4, {"no-address": 1, "already": 1})
    assert total(campaign) == 4


def test_two_who_go_on_at_once_lose_no_row(campaign: Campaign, tomas: Member) -> None:
    run = looked_at(campaign, tomas)
    begin_import(run=run, by=tomas, at=THEN)
    run.refresh_from_db()
    slow = rows_left(run, LIST)
    import_signers(run=run, at=THEN, pieces=2, most=1)

    with pytest.raises(NotNow):
        import_piece(run=run, rows=slow, at=THEN, most=1)

    assert import_signers(run=run, at=THEN).taken == 4


def test_an_import_is_undone_whole_and_may_come_again(campaign: Campaign, tomas: Member) -> None:
    make_signature(roll_of(campaign))
    run = brought_in(campaign, tomas)

    undo_import(run=run, by=tomas)
    run = import_signers(run=run, at=THEN, pieces=9, most=1)

    assert (run.state, run.done, total(campaign)) == ("undone", 4, 1)
    assert not Signature.objects.filter(batch__startswith=run.reference).exists()
    assert PublicName.objects.count() == 1
    assert brought_in(campaign, tomas).taken == 4


def test_without_the_key_nothing_is_brought_in(campaign: Campaign, tomas: Member) -> None:
    run = looked_at(campaign, tomas)
    drop_campaign_key(campaign.roll)
    forget()

    with pytest.raises(NoKey):
        begin_import(run=run, by=tomas, at=THEN)
    assert not Signature.objects.exists()


def test_nothing_is_undone_before_it_began(campaign: Campaign, tomas: Member) -> None:
    run = looked_at(campaign, tomas)

    with pytest.raises(NotNow):
        undo_import(run=run, by=tomas)
    begin_import(run=run, by=tomas, at=THEN)
    with pytest.raises(NotNow):
        look_again(run=run, options=Options(), by=tomas, on=ON)


def test_rows_without_an_address_are_counted_where_somebody_says_so_and_once(campaign: Campaign, tomas: Member) -> None:
    data = b"name,country\nAda,SE\nAda,SE\nBo,DE\n"
    run = brought_in(campaign, tomas, data, options=Options(counts_without_address=True), most=2)

    assert run.taken == 3
    ImportRun.objects.filter(pk=run.pk).update(state="running", done=0, taken=0, findings={})
    hold(run.reference, data)
    assert import_signers(run=run, at=THEN).taken == 3
    assert total(campaign) == 3
    assert not Signature.objects.exclude(blob=b"").exists()


@pytest.mark.parametrize(("make", "status"), [(make_ines, 403), (None, 403), (make_vera, 404), (make_mira, 404)])
def test_nobody_but_a_campaigner_of_the_owner_brings_anybody_in(
    make: Callable[[], Member] | None, status: int, client: Client, campaign: Campaign, tomas: Member
) -> None:
    run = looked_at(campaign, tomas).reference
    client.force_login(make() if make else campaign.crisis.opened_by)

    assert client.get(address(campaign, "imports")).status_code == status
    assert client.post(address(campaign, "imports"), {"kind": "csv", "signers": file()}).status_code == status
    assert client.get(address(campaign, "import", run)).status_code == status
    for name in ("import-options", "take-import", "undo-import", "forget-import"):
        assert client.post(address(campaign, name, run), {"begin": "yes"}).status_code == status
    assert not Signature.objects.exists()
    assert ImportRun.objects.get().state == "looked-at"


def test_tomas_looks_says_more_takes_it_and_undoes_it(client: Client, campaign: Campaign, tomas: Member) -> None:
    client.force_login(tomas)

    looked = client.post(address(campaign, "imports"), {"kind": "csv", "signers": file()}, follow=True).content.decode()
    run = ImportRun.objects.get().reference
    assert "5 of 6 rows would be taken" in looked
    assert "One address stands in the file more than once" in looked
    assert "Line 6:" in looked
    assert "signers.example" not in looked

    again = client.post(
        address(campaign, "import-options", run), {"counts_without_address": "on", "column_public": "-"}, follow=True
    ).content.decode()
    assert "6 of 6 rows would be taken" in again
    assert "With your name in public" not in again

    begun = client.post(address(campaign, "take-import", run), {"begin": "yes"}, follow=True).content.decode()
    assert "0 of 6 rows are done" in begun
    assert not Signature.objects.exists()
    go_on()
    done = client.get(address(campaign, "import", run)).content.decode()
    assert "5 signatures were brought in" in done
    assert total(campaign) == 5
    assert held(run) is None

    client.post(address(campaign, "undo-import", run))
    go_on()
    undone = client.get(address(campaign, "import", run)).content.decode()
    assert "5 signatures are removed again" in undone
    assert total(campaign) == 0


def test_a_file_that_was_only_looked_at_is_forgotten(client: Client, campaign: Campaign, tomas: Member) -> None:
    client.force_login(tomas)
    run = looked_at(campaign, tomas)

    client.post(address(campaign, "forget-import", run.reference))

    assert not ImportRun.objects.exists()
    assert held(run.reference) is None


@pytest.mark.parametrize("data", [b"", b"colour\nred\n", b"\x89PNG\r\n\x1a\n\x00\x00\x81", b'name,email\n"Ada\n' + b"x\n" * 99])
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(data: bytes, client: Client, campaign: Campaign, tomas: Member) -> None:
    client.force_login(tomas)

    answer = client.post(address(campaign, "imports"), {"kind": "csv", "signers": file(data)})

    assert answer.status_code == 422
    assert not ImportRun.objects.exists()


def test_a_large_list_never_touches_the_disk(client: Client, campaign: Campaign, tomas: Member, settings: Settings, tmp_path: Path) -> None:
    """Larger than what Django keeps in memory by itself, and no folder to write to."""
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "nowhere"
    filling = b"".join(b"Bo Example,bo%d@signers.example,SE,2017-04-02,\n" % number for number in range(70_000))
    client.force_login(tomas)

    answer = client.post(address(campaign, "imports"), {"kind": "csv", "signers": file(LIST + filling)})

    assert answer.status_code == 302
    assert ImportRun.objects.get().rows == 70_006
    written = [path for path in ram_folder().iterdir() if path.is_file()]
    assert not [path for path in written if CANARY.encode() in path.read_bytes()]


def test_a_list_over_the_limit_is_let_go(client: Client, campaign: Campaign, tomas: Member, settings: Settings) -> None:
    settings.LARGEST_IMPORT = 100
    client.force_login(tomas)

    answer = client.post(address(campaign, "imports"), {"kind": "csv", "signers": file()})

    assert answer.status_code == 422
    assert "larger than this server takes" in answer.content.decode()


def test_the_counts_of_the_united_kingdom_stand_apart(client: Client, campaign: Campaign, tomas: Member) -> None:
    told = {"data": {"id": 700001, "attributes": {"action": "Give visas", "signature_count": 1234, "signatures_by_country": []}}}
    client.force_login(tomas)

    for count in (1234, 2000):
        told["data"]["attributes"]["signature_count"] = count  # type: ignore[index]
        data = json.dumps(told).encode()
        answer = client.post(address(campaign, "imports"), {"kind": "uk", "signers": file(data)}, follow=True)
        assert answer.status_code == 200

    assert Partner.objects.get().count == 2000
    assert total(campaign) == 0
    assert client.get(address(campaign, "import", ImportRun.objects.first().reference)).status_code == 200  # type: ignore[union-attr]
    with pytest.raises(Unreadable):
        looked_at(campaign, tomas, b"{}")


def test_the_days_of_an_import_are_those_of_the_list(campaign: Campaign, tomas: Member) -> None:
    brought_in(campaign, tomas)

    days = set(Signature.objects.filter(country__in=["SE", "DE"]).values_list("signed_on", "confirmed_on"))
    assert {one.isoformat() for pair in days for one in pair if one} == {"2017-04-01", "2017-04-02"}
    assert today() > ON
    assert settings.LARGEST_IMPORT > 1_000_000


def test_the_command_says_what_a_file_would_come_to_and_brings_it_in(campaign: Campaign, tomas: Member, tmp_path: Path) -> None:
    path, run = tmp_path / "list.csv", CliRunner()
    path.write_bytes(LIST)
    given = ["import", campaign.reference, str(path), "--by", "tomas"]

    asked = run.invoke(petitions, given, input="n\n")
    assert "5 of 6 rows would be taken" in asked.output
    assert "line 6" in asked.output
    assert not ImportRun.objects.exists()

    done = run.invoke(petitions, [*given, "--yes"])
    assert "4 of 6 were brought in" in done.output
    assert "signers.example" not in asked.output + done.output
    assert total(campaign) == 4

    again = run.invoke(petitions, [*given, "--yes"])
    assert (again.exit_code, "brought in before" in again.output) == (1, True)


@pytest.mark.parametrize("more", [["--by", "vera"], ["--by", "ines"], ["--by", "nobody"], ["--by", "tomas", "--column", "shoe=Size"]])
def test_the_command_refuses_whoever_may_not(more: list[str], campaign: Campaign, tomas: Member, tmp_path: Path) -> None:
    make_vera()
    make_ines()
    path = tmp_path / "list.csv"
    path.write_bytes(LIST)

    assert CliRunner().invoke(petitions, ["import", campaign.reference, str(path), *more, "--yes"]).exit_code == 1
    assert not Signature.objects.exists()
