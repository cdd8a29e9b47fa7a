"""A version in one language for one reader: what it carries, and what it never does."""

from datetime import date

import pytest

from safeconduct.evidence.models import Claim
from safeconduct.publications.exports.text import make_text
from safeconduct.publications.queries.footnotes import _named
from safeconduct.publications.queries.sheets import ADDRESSEE, sheet_for
from safeconduct.publications.rules.furniture import furniture
from safeconduct.publications.rules.kinds import Kind, Role, Secrecy
from safeconduct.publications.rules.sheet import BlockKind
from tests.factories.advocacy import make_body, make_demand, make_post
from tests.factories.crises import make_crisis
from tests.factories.evidence import make_attribution, make_claim
from tests.factories.people import make_member, make_organisation, make_tomas
from tests.factories.publications import make_holder, make_part, make_publication, make_recipient, make_version, sign

pytestmark = pytest.mark.django_db
TODAY = date(2017, 5, 20)


def lines_of(sheet):
    return [(block.kind.value, "".join(run.text for run in block.runs)) for block in sheet.blocks]


def a_letter(**fields):
    crisis = make_crisis(is_public=True)
    tomas = make_tomas()
    publication = make_publication(crisis, tomas, **fields)
    return crisis, tomas, publication


def test_demands_are_numbered_through_the_whole_letter():
    crisis, tomas, letter = a_letter()
    first, second = make_demand(crisis, "Let them in."), make_demand(crisis, "Send nobody back.")
    make_part(letter, "", role=Role.DEMAND, demand=first)
    make_part(letter, "And press others:", role=Role.RELAY)
    make_part(letter, "Send [nobody](DE-7Q4MZK) back.", role=Role.DEMAND, demand=second)

    sheet = sheet_for(make_version(letter, tomas), language="en", on=TODAY)

    assert lines_of(sheet) == [("demand", "Let them in."), ("paragraph", "And press others:"), ("demand", "Send nobody back.")]
    assert [block.number for block in sheet.blocks if block.kind is BlockKind.DEMAND] == [1, 2]


def test_a_fact_has_one_note_however_often_it_is_cited():
    crisis, tomas, letter = a_letter()
    claim = make_claim(crisis)
    make_attribution(claim)
    Claim.objects.filter(pk=claim.pk).update(standing="single-source")
    make_part(letter, "They say.", texts={"da": f"De siger [hundrede]({claim.reference}). Igen [så mange]({claim.reference})."})

    sheet = sheet_for(make_version(letter, tomas), language="da", on=TODAY)

    assert [note.number for note in sheet.notes] == [1]
    assert "én kilde" in sheet.notes[0].text
    assert [run.target for block in sheet.blocks for run in block.runs if run.kind == "note"] == ["1", "1"]


def test_the_part_for_the_addressee_is_in_nobody_elses_sheet():
    _crisis, tomas, letter = a_letter()
    make_part(letter, "Known to all.")
    make_part(letter, "Only you may know this.", secrecy=Secrecy.ADDRESSEE)
    version = make_version(letter, tomas)

    public, addressee = (sheet_for(version, language="en", audience=audience, on=TODAY) for audience in ("public", ADDRESSEE))

    assert "Only you" not in make_text(public)
    assert "Only you" in make_text(addressee)


def test_only_who_signed_this_version_is_printed():
    _crisis, tomas, letter = a_letter()
    make_part(letter)
    earlier = make_version(letter, tomas)
    other = make_member("olga", organisation=make_organisation("The Long Bridge"))
    sign(earlier, other)
    later = make_version(letter, tomas)
    sign(later, tomas, name="Tomas Test", title="chair")

    sheet = sheet_for(later, language="en", on=TODAY)

    assert [(one.organisation, one.name) for one in sheet.signatories] == [("The Lantern Line", "Tomas Test")]


def test_the_holder_of_the_day_is_addressed():
    crisis, tomas, letter = a_letter()
    post = make_post(make_body(crisis))
    make_holder(post, "Ada Example", since="2016", until="2017-05-19")
    make_holder(post, "Bo Example", since="2017-05-20")
    recipient = make_recipient(letter, post)
    make_part(letter)
    version = make_version(letter, tomas)

    before = sheet_for(version, language="en", audience=ADDRESSEE, recipient=recipient, on=date(2017, 5, 18))
    after = sheet_for(version, language="en", audience=ADDRESSEE, recipient=recipient, on=date(2017, 5, 21))

    assert "Ada Example" in before.recipient[0]
    assert "Bo Example" in after.recipient[0]


def test_what_was_recalled_gives_the_notice_and_not_a_word_of_the_text():
    _crisis, tomas, letter = a_letter(kind=Kind.PRESS_RELEASE)
    make_part(letter, "A secret mistake.", role=Role.LEAD)
    version = make_version(letter, tomas)
    letter.recalled_at, letter.recalled_by = version.offered_at, tomas
    letter.save()
    letter.recall_texts.create(language="en", text="A number was wrong.")

    sheet = sheet_for(version, language="en", on=TODAY)

    assert "A number was wrong." in sheet.notices[-1]
    assert "secret mistake" not in make_text(sheet)


@pytest.mark.parametrize(
    ("speaker", "citation", "said"),
    [
        ("The Courier", "", "The Courier"),
        ("The Courier", "On the north, courier.example", "The Courier, On the north, courier.example"),
        ("The Courier", "The Courier, On the north", "The Courier, On the north"),
        ("The Courier", "2017", "The Courier"),
    ],
)
def test_a_source_is_named_once(speaker, citation, said):
    assert _named(speaker, citation, furniture("en")) == said


def test_everybody_reads_whose_letter_it_is_but_no_street_and_no_annex():
    crisis, tomas, letter = a_letter()
    post = make_post(make_body(crisis))
    make_recipient(letter, post)
    make_part(letter)

    sheet = sheet_for(make_version(letter, tomas), language="en", on=TODAY)

    assert sheet.recipient == ("Foreign minister", "Northland")
    assert sheet.enclosures == ()
    assert sheet.address.endswith(f"/en/north/publications/{letter.reference}/")
