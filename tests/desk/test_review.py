"""The review: nothing enters a register before somebody confirms it next to its sentence."""

import pytest
from django.test import Client

from safeconduct.advocacy.models import Deed, Demand, Response
from safeconduct.audit.queries import verify
from safeconduct.crises.models import Crisis
from safeconduct.evidence.actions.add_proposal import add_proposal
from safeconduct.evidence.models import Claim, Denial, Document, ProposalRow, Quotation
from safeconduct.evidence.models.payloads import payload_of
from safeconduct.evidence.models.proposals import ProposalState
from safeconduct.evidence.reading.shapes import (
    AttributionFound,
    DateBasis,
    Kind,
    Mode,
    OriginKind,
    Proposal,
    Qualifier,
    Quantity,
)
from safeconduct.people.models import Member
from safeconduct.people.permissions import Role
from tests.factories.crises import make_crisis
from tests.factories.evidence import make_claim, make_document, make_source
from tests.factories.people import THEN, make_ines, make_member, make_vera

pytestmark = pytest.mark.django_db

SENTENCES = (
    "The Northern Courier reported that over 100 men had been rounded up.",
    "Lithuania has issued visas to two of them.",
    "We ask Denmark to issue visas.",
    "The authorities deny it.",
)


@pytest.fixture
def ines() -> Member:
    return make_ines()


@pytest.fixture
def crisis(ines: Member) -> Crisis:
    return make_crisis(by=ines)


@pytest.fixture
def document(crisis: Crisis, ines: Member) -> Document:
    return make_document(crisis, SENTENCES, by=ines, source=make_source(crisis, "Harbour News"))


@pytest.fixture
def desk(client: Client, ines: Member) -> Client:
    client.force_login(ines)
    return client


def propose(document: Document, kind: Kind, sentence: int, **found: object) -> ProposalRow:
    row = document.renditions.get().sentences.get(index=sentence)
    proposal = Proposal(kind=kind, sentence=sentence, start=row.start, end=row.end, exact=row.text, **found)  # type: ignore[arg-type]
    return ProposalRow.objects.create(
        document=document,
        sentence=row,
        index=document.proposals.count(),
        kind=kind,
        start=row.start,
        end=row.end,
        exact=row.text,
        payload=payload_of(proposal),
        reasons=list(proposal.reasons),
        held=proposal.held,
        state=ProposalState.HELD if proposal.held else ProposalState.PENDING,
    )


def hundred_men(document: Document, **found: object) -> ProposalRow:
    quantity = Quantity(Qualifier.MORE_THAN, "over 100", low=100, low_exclusive=True, unit="men")
    saying = AttributionFound(mode=Mode.CITES, cites="The Northern Courier", origin=OriginKind.INSIDER)
    found = {"act": "detention", "affected": "gay-men", "place": "RU-CE", "quantity": quantity, "attributions": (saying,), **found}
    return propose(document, Kind.CLAIM, 0, **found)


def address(row: ProposalRow) -> str:
    return f"/desk/north/documents/{row.document.reference}/review/{row.reference}/"


def accept(desk: Client, row: ProposalRow, **given: object) -> None:
    answer = desk.post(address(row), {"decision": "accept", **given})
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    row.refresh_from_db()


def test_an_accepted_claim_stands_with_its_chain_and_its_number(desk: Client, document: Document):
    accept(desk, hundred_men(document))

    claim = Claim.objects.get()
    assert (claim.low, claim.low_exclusive, claim.qualifier, claim.act) == (100, True, "more-than", "detention")
    assert [a.speaker.name for a in claim.attributions.order_by("pk")] == ["Harbour News", "The Northern Courier"]
    assert claim.count["reports"] == 1  # only one has been read
    assert [end["kind"] for end in claim.count["ends"]] == ["insider"]


def test_the_hedge_is_kept_word_for_word(desk: Client, document: Document):
    saying = AttributionFound(speaker="A local organisation", mode=Mode.INDIRECT, hedge="were said to")
    accept(desk, hundred_men(document, attributions=(saying,)))

    reported, said = Claim.objects.get().attributions.order_by("pk")
    assert (reported.speaker.name, reported.hedge) == ("Harbour News", "were said to")
    assert (said.speaker.name, said.passage) == ("A local organisation", None)  # heard, not read


def test_one_newspaper_heard_in_two_papers_is_one_origin_however_it_is_put(desk: Client, document: Document, crisis: Crisis, ines: Member):
    accept(desk, hundred_men(document, attributions=(AttributionFound(speaker="The Northern Courier", mode=Mode.INDIRECT),)))
    other = make_document(crisis, SENTENCES, by=ines, source=make_source(crisis, "Kustbladet"), language="sv")
    accept(
        desk,
        hundred_men(other, attributions=(AttributionFound(mode=Mode.CITES, cites="The Northern Courier"),)),
        same_as=Claim.objects.get().reference,
    )

    count = Claim.objects.get().count
    assert (count["reports"], len(count["ends"])) == (2, 1)
    assert count["ends"][0]["label"] == "The Northern Courier"


def test_two_sentences_of_one_letter_are_one_report(desk: Client, document: Document):
    accept(desk, hundred_men(document))
    claim = Claim.objects.get()
    interviews = AttributionFound(speaker="Harbour News", mode=Mode.OWN_OBSERVATION, origin=OriginKind.FIRST_HAND, holder="Harbour News")
    accept(desk, propose(document, Kind.CLAIM, 3, act="detention", attributions=(interviews,)), same_as=claim.reference)

    claim.refresh_from_db()
    assert claim.count["reports"] == 1
    assert {end["kind"] for end in claim.count["ends"]} == {"insider", "first-hand"}


def test_a_claim_in_a_second_document_joins_the_first_when_the_person_says_so(
    desk: Client, document: Document, crisis: Crisis, ines: Member
):
    accept(desk, hundred_men(document))
    other = make_document(crisis, SENTENCES, by=ines, source=make_source(crisis, "Kustbladet"), language="sv")

    accept(desk, hundred_men(other), same_as=Claim.objects.get().reference)

    claim = Claim.objects.get()
    assert claim.count["reports"] == 2
    assert claim.count["countable"] == 1  # one newspaper behind both
    assert claim.standing == "repeated"


def test_the_page_offers_the_claim_that_may_be_the_same(desk: Client, document: Document, crisis: Crisis):
    known = make_claim(
        crisis,
        act="detention",
        affected="gay-men",
        place="RU-CE",
        qualifier="more-than",
        low=100,
        unit="men",
        quantity_verbatim="mehr als 100",
    )
    hundred_men(document)

    page = desk.get(f"/desk/north/documents/{document.reference}/review/").content.decode()

    assert known.reference in page


def test_a_changed_value_is_what_enters(desk: Client, document: Document):
    row = hundred_men(document)
    prefix = row.reference.lower()
    accept(
        desk,
        row,
        **{
            "full": "1",
            f"{prefix}-text": "A newspaper says that about 120 men were taken.",
            f"{prefix}-language": "en",
            f"{prefix}-act": "detention",
            f"{prefix}-qualifier": "about",
            f"{prefix}-low": "120",
            f"{prefix}-high": "120",
            f"{prefix}-modality": "asserted",
            f"{prefix}-says-TOTAL_FORMS": "1",
            f"{prefix}-says-INITIAL_FORMS": "0",
            f"{prefix}-says-0-speaker": "Harbour News",
            f"{prefix}-says-0-mode": "indirect",
            f"{prefix}-says-0-origin": "unknown",
        },
    )

    assert row.state == ProposalState.CHANGED
    assert (Claim.objects.get().low, Claim.objects.get().qualifier) == (120, "about")


def test_a_bad_value_keeps_what_was_typed_and_enters_nothing(desk: Client, document: Document):
    row = hundred_men(document)
    prefix = row.reference.lower()
    given = {
        "decision": "accept",
        "full": "1",
        f"{prefix}-text": "My own careful wording.",
        f"{prefix}-when": "soonish",
        f"{prefix}-modality": "asserted",
    }

    page = desk.post(address(row), given)

    assert page.status_code == 422
    assert "My own careful wording." in page.content.decode()
    assert "cannot be read" in page.content.decode()
    assert not Claim.objects.exists()


def test_a_claim_that_nobody_says_is_refused(desk: Client, document: Document):
    Document.objects.update(source=None, publisher_found="")
    row = hundred_men(document, attributions=())

    page = desk.post(address(row), {"decision": "accept"})

    assert page.status_code == 422
    assert "Say who says it" in page.content.decode()
    assert not Claim.objects.exists()


def test_a_rejected_proposal_enters_nothing_and_can_be_taken_up_again(desk: Client, document: Document):
    row = hundred_men(document)
    desk.post(address(row), {"decision": "reject"})
    row.refresh_from_db()
    assert (row.state, Claim.objects.count()) == (ProposalState.REJECTED, 0)

    desk.post(address(row), {"decision": "reopen"})

    row.refresh_from_db()
    assert row.state == ProposalState.PENDING


def test_an_accepted_proposal_is_not_entered_twice(desk: Client, document: Document):
    row = hundred_men(document)
    accept(desk, row)

    answer = desk.post(address(row), {"decision": "accept"})

    assert answer.status_code == 422
    assert Claim.objects.count() == 1


def test_a_deed_lands_with_its_body_and_number(desk: Client, document: Document):
    quantity = Quantity(Qualifier.EXACT, "two", low=2, high=2, unit="visas")
    accept(desk, propose(document, Kind.DEED, 1, actor="Lithuania", actor_place="LT", deed_type="visa-issued", quantity=quantity))

    deed = Deed.objects.get()
    assert (deed.type, deed.low, deed.actor.place) == ("visa-issued", 2, "LT")


def test_a_response_lands_as_words(desk: Client, document: Document):
    accept(desk, propose(document, Kind.RESPONSE, 1, actor="Lithuania", actor_place="LT", response_type="concern"))

    assert Response.objects.get().type == "concern"
    assert not Deed.objects.exists()


def test_a_demand_lands_with_its_addressee_and_whom_to_press(desk: Client, document: Document):
    accept(desk, propose(document, Kind.DEMAND, 2, addressees=("Denmark",), actor_place="DK", relayed_to=("Russia",)))

    demand = Demand.objects.get()
    assert demand.kind == "relayed"
    assert {(a.body.names.get(language="en").name, a.is_relayed) for a in demand.addressees.all()} == {("Denmark", False), ("Russia", True)}
    assert demand.addressees.get(is_relayed=False).body.names.get(language="da").name == "Danmark"  # so that no page says Denmark in Danish


def test_a_denial_stands_beside_the_claim_and_among_the_words(desk: Client, document: Document):
    accept(desk, hundred_men(document))
    claim = Claim.objects.get()
    before = claim.standing
    accept(desk, propose(document, Kind.DENIAL, 3, actor="The authorities", actor_place="RU-CE"), same_as=claim.reference)

    claim.refresh_from_db()
    assert Denial.objects.get().claim == claim
    assert claim.standing == before
    assert Response.objects.get().type == "denial"


def test_a_card_made_before_its_like_came_in_asks_first(desk: Client, document: Document):
    denial = propose(document, Kind.DENIAL, 3, actor="The authorities", actor_place="RU-CE")
    accept(desk, hundred_men(document))

    page = desk.post(address(denial), {"decision": "accept"})

    assert page.status_code == 422
    assert f'value="{Claim.objects.get().reference}" checked' in page.content.decode()
    assert not Denial.objects.exists()


def test_a_quotation_lands_with_its_speaker(desk: Client, document: Document):
    accept(desk, propose(document, Kind.QUOTATION, 1, actor="The foreign minister", actor_role="minister"))

    assert Quotation.objects.get().speaker.name == "The foreign minister"


def test_a_private_comment_is_held_back_and_never_offered_to_the_public(desk: Client, document: Document):
    row = hundred_men(document, held="A private person's comment.")
    page = desk.get(f"/desk/north/documents/{document.reference}/review/").content.decode()
    assert "A private person&#x27;s comment." in page
    accept(desk, row)

    desk.post(f"/desk/north/documents/{document.reference}/added/publish/", {"publish": [row.outcome]})

    assert not Claim.objects.get().is_public


def test_what_is_chosen_after_the_review_becomes_public(desk: Client, document: Document):
    row = hundred_men(document)
    accept(desk, row)
    desk.post(f"/desk/north/documents/{document.reference}/review/finish/")

    desk.post(f"/desk/north/documents/{document.reference}/added/publish/", {"publish": [row.outcome]})

    assert Claim.objects.get().is_public


def test_something_can_be_added_by_hand(desk: Client, document: Document):
    answer = desk.post(f"/desk/north/documents/{document.reference}/review/add/", {"sentence": "1", "kind": "deed"})

    row = document.proposals.get()
    assert row.is_by_hand
    assert answer["Location"] == address(row)
    assert desk.get(address(row)).status_code == 200


def test_a_date_needs_its_reason_and_then_counts_as_set_by_a_person(desk: Client, document: Document):
    place = f"/desk/north/documents/{document.reference}/review/about/"
    given = {"title": "A page", "source": "Harbour News", "kind": "news", "candidate": "other", "published": "2017-05-19"}
    assert desk.post(place, given).status_code == 422

    desk.post(place, {**given, "published_reason": "The page names the day."})

    document.refresh_from_db()
    assert (document.published, document.published_basis) == ("2017-05-19", DateBasis.HUMAN)


def test_every_step_is_in_an_unbroken_record(desk: Client, document: Document):
    accept(desk, hundred_men(document))

    assert verify().is_whole
    assert verify().checked > 4


STEPS = ["", "about/", "blocks/0/", "add/", "finish/"]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(
    ("role", "may"), [(Role.RESEARCHER, True), (Role.COORDINATOR, False), (Role.CAMPAIGNER, False), (Role.READER, False)]
)
def test_only_researchers_review(client: Client, document: Document, step: str, role: Role, *, may: bool):
    client.force_login(make_member("somebody", roles=[role], organisation=document.organisation))
    place = f"/desk/north/documents/{document.reference}/review/{step}"

    answer = client.post(place, {"role": "body", "sentence": "0", "kind": "claim"}) if step else client.get(place)

    assert (answer.status_code != 403) is may


@pytest.mark.parametrize("step", STEPS)
def test_vera_finds_nothing_to_review(client: Client, document: Document, ines: Member, step: str):
    row = add_proposal(document=document, sentence=document.renditions.get().sentences.get(index=0), kind=Kind.CLAIM, by=ines, at=THEN)
    client.force_login(make_vera())

    for place in (f"/desk/north/documents/{document.reference}/review/{step}", address(row)):
        assert client.get(place).status_code in {404, 405}
        assert client.post(place, {"decision": "accept", "role": "body", "sentence": "0", "kind": "claim"}).status_code in {404, 405}
