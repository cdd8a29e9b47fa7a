"""The register over HTTP: what Ines does, what she sees, what a colleague elsewhere in the coalition does not see."""

from typing import Any

import pytest
from django.urls import reverse

from safeconduct.crises.models import Participation
from safeconduct.evidence.actions.attribute_claim import Saying, attribute_claim
from safeconduct.evidence.models import Claim, Level, RelationKind
from safeconduct.evidence.models.graph import graph_of
from safeconduct.evidence.reading.shapes import OriginKind
from safeconduct.people.permissions import Role
from tests.factories.evidence import make_attribution, make_claim, make_document, make_origin, make_passage, make_source
from tests.factories.people import make_member, make_organisation

HUNDRED: dict[str, Any] = {
    "act": "detention",
    "affected": "gay-men",
    "place": "RU-CE",
    "qualifier": "more-than",
    "low": 100,
    "low_exclusive": True,
}


def said(crisis, ines, at, *words, verbatim="more than a hundred", **fields):
    """Make a claim that one medium says, citing the newspaper's insiders. ``words``: who, the sentence, its language."""
    speaker, text, language = (*words, "en")[:3]
    claim = make_claim(crisis, text, language=language, **{**HUNDRED, "unit": "men", "quantity_verbatim": verbatim, **fields})
    saying = Saying(
        speaker=speaker,
        cites="The Northern Gazette",
        origin=OriginKind.INSIDER,
        origin_label="unnamed insiders",
        qualifier=claim.qualifier,
        low=claim.low,
        quantity_verbatim=verbatim,
        said="2017-05-19",
        hedge="it is reported",
    )
    attribute_claim(claim=claim, saying=saying, passage=make_passage(make_document(crisis, [text], language=language)), by=ines, at=at)
    return claim


def page_of(desk, claim):
    return desk.get(reverse("evidence:claim", args=[claim.crisis.slug, claim.reference]))


def words_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def send(desk, name, claim, /, *more, **data):
    address = reverse(f"evidence:{name}", args=[claim.crisis.slug, claim.reference, *more])
    return desk.post(address, data, follow=True)


def test_ines_joins_three_claims_in_three_languages_and_sees_one_origin(desk, crisis, ines, at):
    english = said(crisis, ines, at, "The Observer", "More than a hundred men were abducted.")
    danish = said(crisis, ines, at, "Bladet", "Over hundrede mænd er bortført.", "da", verbatim="over hundrede")
    russian = said(crisis, ines, at, "Листок", "Похищены более ста мужчин.", "ru", verbatim="более ста")
    offered = words_of(page_of(desk, english))
    assert danish.reference in offered
    assert russian.reference in offered

    for other in (danish, russian):
        send(desk, "relate-claim", english, other=other.reference, kind="same")

    answer = page_of(desk, english)
    assert "3 reports, and all of them go back to one origin." in words_of(answer)
    assert "Repeated" in words_of(answer)
    assert "Over hundrede mænd er bortført." in words_of(answer)
    assert graph_of(english).count().countable == 1
    moved = desk.get(reverse("evidence:claim", args=[crisis.slug, danish.reference]))
    assert moved["Location"] == reverse("evidence:claim", args=[crisis.slug, english.reference])


def test_ines_sees_that_a_number_grew_on_the_way(desk, crisis, ines, at):
    english = said(crisis, ines, at, "The Observer", "More than a hundred men were abducted.")
    swedish = said(
        crisis,
        ines,
        at,
        "Bladet",
        "Hundratals män har förts bort.",
        "sv",
        verbatim="hundratals",
        qualifier="order-of-magnitude",
        low_exclusive=False,
    )

    send(desk, "relate-claim", english, other=swedish.reference, kind="same")

    words = words_of(page_of(desk, english))
    assert "Number grew on the way" in words
    assert "Bladet says “hundratals” where this claim says" in words
    listed = desk.get(reverse("evidence:claims", args=[crisis.slug]), {"alarm": "number-grew"})
    assert english.reference in words_of(listed)


def test_the_chain_is_read_from_the_report_down_to_the_insiders(desk, crisis, ines, at):
    claim = said(crisis, ines, at, "The Observer", "More than a hundred men were abducted.")

    (chain,) = page_of(desk, claim).context["shown"].chains

    assert [(step.label, step.when) for step in chain.steps] == [
        ("The Observer", "19 May 2017"),
        ("The Northern Gazette", ""),
        ("unnamed insiders", ""),
    ]


def test_near_numbers_of_other_people_are_told_apart_and_never_offered_for_joining(desk, crisis):
    hiding = make_claim(
        crisis, "About 45 hide.", act="in-hiding", qualifier="about", low=45, high=45, unit="men", quantity_verbatim="about 45"
    )
    make_claim(
        crisis, "Roughly 40 refused.", act="visa-refused", qualifier="about", low=40, high=40, unit="men", quantity_verbatim="roughly 40"
    )

    words = words_of(page_of(desk, hiding))

    assert "These look near, and are different" in words
    assert "Never merge them." in words
    assert 'value="same"' not in words


def test_near_numbers_ring_until_somebody_says_that_they_are_other_people(desk, crisis):
    about: dict[str, Any] = {"qualifier": "about", "unit": "men"}
    hiding = make_claim(crisis, "About 45 hide.", act="in-hiding", low=45, high=45, quantity_verbatim="about 45", **about)
    refused = make_claim(crisis, "Roughly 40 refused.", act="visa-refused", low=40, high=40, quantity_verbatim="roughly 40", **about)

    send(desk, "relate-claim", hiding, other=refused.reference, kind=RelationKind.DIFFERENT_POPULATION)

    for claim in (hiding, refused):
        words = words_of(page_of(desk, claim))
        assert "Never merge them." not in words
        assert "counts other people than" in words


def test_what_ines_found_to_be_another_statement_is_not_asked_again(desk, crisis, ines, at):
    one = said(crisis, ines, at, "The Observer", "More than a hundred men were abducted.")
    other = said(crisis, ines, at, "Bladet", "Over 100 men were taken.")

    send(desk, "relate-claim", one, other=other.reference, kind=RelationKind.UNRELATED)

    for claim in (one, other):
        assert not page_of(desk, claim).context["shown"].alike


def test_a_form_that_is_refused_keeps_what_was_typed(desk, crisis, ines, at):
    claim = said(crisis, ines, at, "The Observer", "More than a hundred men were abducted.")

    answer = send(desk, "relate-claim", claim, other="CL-NOPE00", kind="broader", reason="It holds the other.")

    assert answer.status_code == 422
    assert "There is no claim with this reference in this crisis." in words_of(answer)
    assert "It holds the other." in words_of(answer)


def test_nothing_is_joined_before_somebody_chose_to(desk, crisis, ines, at):
    one = said(crisis, ines, at, "The Observer", "More than a hundred men were abducted.")
    other = said(crisis, ines, at, "Bladet", "Over 100 men were taken.")

    answer = send(desk, "relate-claim", one, other=other.reference, kind="")

    assert answer.status_code == 422
    assert Claim.objects.get(pk=other.pk).joined_into is None


def test_ines_translates_corrects_assesses_publishes_and_withdraws(desk, crisis, ines, at):
    claim = said(crisis, ines, at, "The Observer", "More than a hundred men were abducted.")

    send(desk, "translate-claim", claim, language="da", text="Mere end hundrede mænd er bortført.")
    form = desk.get(reverse("evidence:amend-claim", args=[crisis.slug, claim.reference])).context["question"].form
    fields = {name: form.initial.get(name) if form.initial.get(name) not in {None, False} else "" for name in form.fields}
    fields |= {"place": "RU", "because": "The report names the country only."}
    send(desk, "amend-claim", claim, **{name: value for name, value in fields.items() if name != "is_negative"})
    send(desk, "assess-claim", claim, standing="contested", reasoning="Two courts differ.")
    send(desk, "publish-claim", claim)

    claim.refresh_from_db()
    assert (claim.place, claim.standing, claim.is_public) == ("RU", "contested", True)
    words = words_of(page_of(desk, claim))
    assert "Mere end hundrede mænd er bortført." in words
    assert "Two courts differ." in words
    assert "By the rule alone it would be: <strong>Single source</strong>." in words
    send(desk, "unpublish-claim", claim)
    send(desk, "withdraw-claim", claim, because="It was entered twice.")
    assert "It was entered twice." in words_of(page_of(desk, claim))


def test_a_translation_from_before_a_correction_is_marked(desk, crisis, ines, at):
    claim = said(crisis, ines, at, "The Observer", "More than a hundred men were abducted.")
    claim.texts.create(language="da", text="Mere end hundrede.", written_at=at, written_by=ines)
    claim.texts.filter(is_original=True).update(written_at=at.replace(hour=23))

    assert "older than the original: check it" in words_of(page_of(desk, claim))


def test_ines_sets_an_origin_and_says_which_report_rests_on_which(desk, crisis, ines, at):
    claim = make_claim(crisis)
    paper = make_attribution(claim, make_source(crisis, "The paper"), passage=make_passage(make_document(crisis)))
    echo = make_attribution(claim, make_source(crisis, "The echo"), passage=make_passage(make_document(crisis)))

    send(desk, "set-origin", claim, attribution=paper.reference, origin="new", kind="first-hand", label="its own interviews")
    send(desk, "cite-report", claim, attribution=echo.reference, cited=paper.reference)

    assert "2 reports, and all of them go back to one origin." in words_of(page_of(desk, claim))
    assert graph_of(claim).count().has_first_hand


def test_ines_ties_two_origins_and_the_page_says_up_to(desk, crisis):
    claim = make_claim(crisis)
    origins = [make_origin(crisis, "one set"), make_origin(crisis, "another set")]
    for number, origin in enumerate(origins):
        passage = make_passage(make_document(crisis))
        make_attribution(claim, make_source(crisis, f"Speaker {number}"), passage=passage, rests_on=[origin])

    send(desk, "group-overlap", claim, origins=[origin.reference for origin in origins], name="one network")

    assert "Origins: up to 2, overlap unknown; 1 counted" in words_of(page_of(desk, claim))


def test_ines_enters_a_denial_from_a_document_and_it_leads_to_its_sentence(desk, crisis):
    claim = make_claim(crisis)
    document = make_document(crisis, ["A hundred men were taken.", "There are no such people here, he said."])

    send(
        desk,
        "deny-claim",
        claim,
        speaker="The spokesman",
        document=document.reference,
        quote="There are no such people here",
        said="2017-04-01",
    )

    answer = page_of(desk, claim)
    assert "There are no such people here" in words_of(answer)
    assert f"{document.reference}/#s1" in answer.content.decode()


def test_ines_takes_a_report_out_into_a_claim_of_its_own(desk, crisis, ines, at):
    claim, other = (said(crisis, ines, at, name, "Over 100 men were taken.") for name in ("The Observer", "Bladet"))
    send(desk, "relate-claim", claim, other=other.reference, kind="same")
    report = claim.attributions.get(speaker__name="Bladet")

    answer = send(desk, "detach-attribution", claim, report.reference, text="Over 100 men were questioned.", language="en")

    assert "Over 100 men were questioned." in words_of(answer)
    assert answer.context["claim"] != claim


def test_a_statement_that_was_taken_back_rings_on_its_claim_the_same_day(desk, crisis, ines, at):
    claim = said(crisis, ines, at, "The Observer", "More than a hundred men were abducted.")
    report = claim.attributions.get(speaker__name="The Observer")

    answer = send(desk, "withdraw-statement", claim, report.reference, on="2017-04-19", because="A misquotation.")

    assert "The Observer took back what it said." in words_of(answer)


def test_words_of_a_document_that_another_organisation_keeps_stay_there(client, crisis, ines):
    claim = make_claim(crisis)
    document = make_document(crisis, ["A source whom we protect said so."], by=ines, level=Level.ORGANISATION, title="Our own notes")
    make_attribution(claim, make_source(crisis), passage=make_passage(document), hedge="so she said")
    partner = make_organisation("Harbour Watch")
    Participation.objects.create(crisis=crisis, organisation=partner, since=claim.created_at.date())
    client.force_login(make_member("oskar", organisation=partner))

    words = words_of(page_of(client, claim))

    assert "From a document that another organisation keeps to itself." in words
    for kept in ("whom we protect", "Our own notes", "so she said", document.reference):
        assert kept not in words


def test_the_claim_page_links_the_quotation_to_its_sentence(desk, crisis):
    claim = make_claim(crisis)
    document = make_document(crisis, ["First.", "A hundred men were taken."])
    make_attribution(claim, passage=make_passage(document, "A hundred men were taken."))

    assert f"{document.reference}/#s1" in page_of(desk, claim).content.decode()


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, {"one", "two"}),
        ({"act": "detention"}, {"one"}),
        ({"place": "LT"}, {"two"}),
        ({"standing": "corroborated"}, {"two"}),
        ({"language": "da"}, {"two"}),
        ({"public": "yes"}, {"one"}),
        ({"public": "no"}, {"two"}),
        ({"alarm": "any"}, {"two"}),
        ({"alarm": "coerced"}, {"two"}),
        ({"alarm": "number-grew"}, set()),
        ({"act": "nonsense"}, set()),
    ],
)
def test_the_list_is_narrowed(desk, crisis, asked, expected):
    make_claim(crisis, "one", act="detention", place="RU-CE", published_at=crisis.opened_at, published_by=crisis.opened_by)
    two = make_claim(crisis, "two", language="da", act="visa-issued", place="LT", standing="corroborated")
    make_attribution(two, is_coerced=True)

    rows = desk.get(reverse("evidence:claims", args=[crisis.slug]), asked).context["found"].rows

    assert {row.text.text for row in rows} == expected


def test_an_empty_register_says_where_to_begin(desk, crisis):
    for name in ("claims", "sources"):
        assert reverse("desk:import", args=[crisis.slug]) in words_of(desk.get(reverse(f"evidence:{name}", args=[crisis.slug])))


@pytest.fixture
def full(crisis, ines, at):
    """Give a crisis with a dozen claims by a dozen speakers."""
    for index in range(12):
        said(crisis, ines, at, f"Speaker {index}", f"More than {100 + index} men were abducted.", low=100 + index)
    return crisis


@pytest.mark.parametrize(("name", "most"), [("claims", 17), ("sources", 10)])
def test_a_longer_list_asks_the_database_no_more(desk, full, name, most, django_assert_max_num_queries):
    with django_assert_max_num_queries(most):
        desk.get(reverse(f"evidence:{name}", args=[full.slug]))


def test_a_claim_page_with_many_reports_asks_the_database_no_more(desk, crisis, django_assert_max_num_queries):
    claim = make_claim(crisis)
    origin = make_origin(crisis)
    for number in range(10):
        passage = make_passage(make_document(crisis, [f"Sentence {number}."]))
        make_attribution(claim, make_source(crisis, f"Speaker {number}"), passage=passage, rests_on=[origin])

    with django_assert_max_num_queries(26):
        page_of(desk, claim)


def test_a_source_is_described_spelt_merged_and_taken_back_over_its_page(desk, crisis, ines, at):
    claim = said(crisis, ines, at, "The Observer", "More than a hundred men were abducted.")
    source, other = claim.attributions.get(speaker__name="The Observer").speaker, make_source(crisis, "Observer weekly")

    send(desk, "describe-source", _Named(source), kind="media", mission="News of the north.")
    send(desk, "add-source-name", _Named(source), name="Обозреватель")
    send(desk, "merge-sources", _Named(source), other=other.reference)
    answer = send(desk, "withdraw-source", _Named(source), on="2017-04-19", because="It closed and took it all back.")

    words = words_of(answer)
    for expected in ("News of the north.", "Обозреватель", "Observer weekly", "It closed and took it all back.", "Taken back"):
        assert expected in words
    led = desk.get(reverse("evidence:source", args=[crisis.slug, other.reference]))
    assert led["Location"] == reverse("evidence:source", args=[crisis.slug, source.reference])
    assert Claim.objects.get(pk=claim.pk).standing == "withdrawn"


class _Named:
    """A source in the place of a claim, for ``send``."""

    def __init__(self, source):
        self.crisis, self.reference = source.crisis, source.reference


def test_a_reader_sees_the_page_without_anything_to_press(client, crisis):
    claim = make_claim(crisis)
    make_attribution(claim, passage=make_passage(make_document(crisis)))
    client.force_login(make_member("rita", roles=[Role.READER]))

    words = words_of(page_of(client, claim))

    for address in ("/translate/", "/amend/", "/assess/", "/withdraw/", "/publish/", "/origin/", "/relate/", "/deny/"):
        assert f"{claim.reference}{address}" not in words
