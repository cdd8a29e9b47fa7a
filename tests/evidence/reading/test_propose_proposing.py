"""What is proposed from a document, and what is not."""

from __future__ import annotations

from safeconduct.evidence.reading.propose import likeness, propose
from safeconduct.evidence.reading.shapes import Kind, Mode, OriginKind, Proposal, Qualifier, Role
from tests.evidence.reading.proposal_factory import reading_of


def of(wanted: Kind, /, *paragraphs: str | tuple[Role, str], **settings: str) -> list[Proposal]:
    return [p for p in propose(reading_of(*paragraphs, **settings)) if p.kind is wanted]


def test_a_claim_carries_act_group_place_number_and_who_says_it() -> None:
    (claim,) = of(Kind.CLAIM, "More than 80 gay men have been detained in Chechnya, according to the Caspian Courier.")
    assert (claim.act, claim.affected, claim.place) == ("detention", "gay-men", "RU-CE")
    assert claim.quantity is not None and claim.quantity.qualifier is Qualifier.MORE_THAN
    assert (claim.attributions[0].mode, claim.attributions[0].cites) == (Mode.CITES, "Caspian Courier")
    assert claim.reasons


def test_a_sentence_with_a_hedge_and_no_speaker_inherits_the_one_before() -> None:
    claims = of(
        Kind.CLAIM, "Reporters of the Caspian Courier reported that 80 men had been detained.", "At least two were said to have died."
    )
    inherited = claims[-1].attributions[0]
    assert inherited.is_inherited
    assert (inherited.speaker, inherited.hedge) == ("Caspian Courier", "were said to")


def test_two_holders_of_interviews_are_two_first_hand_origins() -> None:
    text = "Both Open Hand Watch and North Star International have interviewed several of the men who are in hiding in Moscow."
    (claim,) = of(Kind.CLAIM, text)
    assert [a.holder for a in claim.attributions] == ["Open Hand Watch", "North Star International"]
    assert {a.origin for a in claim.attributions} == {OriginKind.FIRST_HAND}


def test_credible_sources_are_an_insider_and_the_hedge_stays_verbatim() -> None:
    (claim,) = of(Kind.CLAIM, "Ifølge troværdige kilder blev mændene tortureret.", language="da")
    assert claim.attributions[0].origin is OriginKind.INSIDER
    assert claim.attributions[0].hedge == "Ifølge troværdige kilder"


def test_a_coerced_statement_is_held_back_saying_why() -> None:
    (claim,) = of(Kind.CLAIM, "In a video he confesses to crimes under pressure.")
    assert claim.attributions[0].is_coerced
    assert "only as evidence that pressure was used" in claim.held


def test_comments_of_private_persons_are_held_back() -> None:
    (claim,) = of(Kind.CLAIM, (Role.COMMENT, "As a gay man I was beaten in Russia."))
    assert "private person" in claim.held


def test_teasers_and_navigation_give_nothing() -> None:
    text = "More than 100 gay men were detained in Chechnya."
    assert propose(reading_of((Role.TEASER, text), (Role.NAVIGATION, text))) == ()


def test_a_demand_names_its_addressee_and_whom_to_press() -> None:
    (demand,) = of(Kind.DEMAND, "We urge the German government to press Russia to open an inquiry.")
    assert demand.addressees == ("German government",)
    assert demand.relayed_to == ("Russia",)


def test_items_of_a_list_of_demands_inherit_the_addressee() -> None:
    demands = of(
        Kind.DEMAND,
        "Dear Minister Ada Holm",
        "We ask you to:",
        "- issue humanitarian visas",
        "- stop all returns",
        kind="letter",
    )
    assert len(demands) == 2
    assert all("Ada Holm" in d.addressees[0] for d in demands)


def test_a_rule_that_is_reported_is_no_demand() -> None:
    assert of(Kind.DEMAND, "The principle says that asylum seekers must lodge their claim in the first country.") == []


def test_every_country_that_took_the_floor_is_one_response() -> None:
    found = of(Kind.RESPONSE, "Belgium, Denmark and Estonia also took the floor on the persecution.")
    assert [(r.actor_place, r.response_type) for r in found] == [(c, "raised-in-forum") for c in ("BE", "DK", "EE")]


def test_visas_refused_are_a_deed_against_the_people_and_no_denial() -> None:
    text = "Austria has denied visas to roughly 40 gay men, according to the Caspian Courier."
    (deed,) = of(Kind.DEED, text)
    assert (deed.actor_place, deed.deed_type, deed.is_negative) == ("AT", "visa-refused", True)
    assert deed.attributions[0].cites == "Caspian Courier"
    assert of(Kind.DENIAL, text) == []


def test_what_a_state_should_do_is_no_deed() -> None:
    assert of(Kind.DEED, "Lithuania should issue visas to two men.") == []


def test_a_denial_names_the_authorities_that_deny() -> None:
    (denial,) = of(Kind.DENIAL, "Chechen authorities have dismissed claims that they persecuted gay people.")
    assert (denial.actor, denial.actor_place) == ("Chechen authorities", "RU-CE")


def test_a_pronoun_after_a_quotation_is_the_person_who_spoke_last() -> None:
    found = of(Kind.QUOTATION, "Minister Ada Holm told the Lantern she would act.", "“We cannot wait for others to begin,” she said.")
    assert [q.actor for q in found] == ["Ada Holm"]


def test_a_paragraph_that_begins_with_a_dash_is_said_by_the_one_it_names() -> None:
    (quote,) = of(Kind.QUOTATION, "– De vågar inte gå ut, säger samordnare Hedvig Almgren.", language="sv")
    assert quote.actor == "Hedvig Almgren"


def test_a_payment_channel_has_its_number_and_message_word() -> None:
    (channel,) = of(Kind.PAYMENT_CHANNEL, "Swisha till 123 456 78 90 och ange ”Fyren” i meddelandet.", language="sv")
    assert (channel.channel, channel.channel_number, channel.message_word) == ("swish", "123 456 78 90", "Fyren")


def test_the_same_claim_in_two_languages_is_alike_and_near_numbers_of_others_are_not() -> None:
    (english,) = of(Kind.CLAIM, "Over 100 gay men had been rounded up in Chechnya.")
    (danish,) = of(Kind.CLAIM, "Over hundrede homoseksuelle mænd er blevet bortført i Tjetjenien.", language="da")
    (hiding,) = of(Kind.CLAIM, "Around 45 gay men from Chechnya are in hiding.")
    (refused,) = of(Kind.CLAIM, "Austria has refused visas to roughly 40 gay men from Chechnya.")
    assert likeness(english, danish).score >= 0.9
    assert likeness(english, danish).reasons
    assert likeness(hiding, refused).score < 0.3


def test_every_proposal_quotes_its_text_exactly_and_gives_reasons() -> None:
    reading = reading_of("The Irish parliament adopted a resolution.", "We call on Norway to act.", "Two men were killed in Chechnya.")
    found = propose(reading)
    assert {p.kind for p in found} == {Kind.RESPONSE, Kind.DEMAND, Kind.CLAIM}
    assert all(p.exact == reading.text[p.start : p.end] and p.reasons for p in found)
