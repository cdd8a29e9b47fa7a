"""What people do to one claim: translate, correct, assess, withdraw, publish, relate, deny, set origins."""

from datetime import date

import pytest

from safeconduct.audit.queries import history_of
from safeconduct.evidence.actions.amend_claim import AmendmentUnexplained, ClaimTextMissing, NothingAmended, amend_claim
from safeconduct.evidence.actions.assess_claim import AssessmentUnexplained, NotForAssessing, assess_claim
from safeconduct.evidence.actions.cite_report import CitesAnotherClaim, CitesItself, cite_report
from safeconduct.evidence.actions.deny_claim import DenialUncited, deny_claim
from safeconduct.evidence.actions.group_overlap import OverlapAcrossCrises, OverlapNeedsTwo, group_overlap
from safeconduct.evidence.actions.keep_quote import QuoteNotFound, keep_quote
from safeconduct.evidence.actions.publish_claim import JoinedAway, NothingRead, PublicAlready, WithdrawnFromUse, publish_claim
from safeconduct.evidence.actions.relate_claims import ClaimOfOtherCrisis, ContradictionUnexplained, RelatedToItself, relate_claims
from safeconduct.evidence.actions.set_origin import Beginning, OriginOfOtherCrisis, OriginUnnamed, set_origin
from safeconduct.evidence.actions.translate_claim import IsTheOriginal, TranslationMissing, translate_claim
from safeconduct.evidence.actions.unpublish_claim import NotPublic, unpublish_claim
from safeconduct.evidence.actions.withdraw_claim import AlreadyWithdrawn, ClaimWithdrawalUnexplained, withdraw_claim
from safeconduct.evidence.models import RelationKind
from safeconduct.evidence.models.graph import graph_of
from safeconduct.evidence.reading.shapes import OriginKind
from safeconduct.evidence.rules.standing import Standing
from tests.factories.crises import make_crisis
from tests.factories.evidence import make_attribution, make_claim, make_document, make_origin, make_passage, make_source


@pytest.fixture
def claim(crisis):
    claim = make_claim(crisis)
    make_attribution(claim, passage=make_passage(make_document(crisis)))
    return claim


def revision_of(crisis):
    crisis.refresh_from_db()
    return crisis.revision


def test_a_translation_is_signed_and_the_one_before_stays_in_the_record(claim, ines, at):
    translate_claim(claim=claim, language="da", text="Over hundrede mænd.", by=ines, at=at)
    translate_claim(claim=claim, language="da", text="Mere end hundrede mænd.", by=ines, at=at)

    text = claim.texts.get(language="da")
    assert (text.text, text.written_by, text.is_original) == ("Mere end hundrede mænd.", ines, False)
    assert history_of(claim.reference).reverse()[0].detail["replaced"] == "Over hundrede mænd."


def test_the_original_is_not_translated_over(claim, ines, at):
    with pytest.raises(IsTheOriginal):
        translate_claim(claim=claim, language="en", text="Something else.", by=ines, at=at)


def test_an_empty_translation_is_refused(claim, ines, at):
    with pytest.raises(TranslationMissing):
        translate_claim(claim=claim, language="da", text="  ", by=ines, at=at)


def test_a_correction_keeps_what_stood_before(claim, ines, at):
    facts = {"place": "RU-CE"}

    amend_claim(claim=claim, text="About a hundred men.", facts=facts, because="The paper says about.", by=ines, at=at)

    claim.refresh_from_db()
    assert (claim.place, claim.texts.get().text) == ("RU-CE", "About a hundred men.")
    before = history_of(claim.reference).reverse()[0].detail["before"]
    assert before == {"place": "", "text": "More than a hundred men were abducted."}


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"text": "", "because": "Why."}, ClaimTextMissing),
        ({"text": "Words.", "because": ""}, AmendmentUnexplained),
        ({"text": "More than a hundred men were abducted.", "because": "Why."}, NothingAmended),
    ],
)
def test_a_correction_needs_words_a_reason_and_a_difference(claim, ines, at, given, refusal):
    with pytest.raises(refusal):
        amend_claim(claim=claim, facts={"place": ""}, by=ines, at=at, **given)


def test_an_assessment_goes_before_the_rule_and_can_be_handed_back(claim, ines, at):
    assess_claim(claim=claim, standing=Standing.REFUTED, reasoning="The paper corrected it.", by=ines, at=at)
    assert claim.standing == Standing.REFUTED

    assess_claim(claim=claim, standing=Standing.UNASSESSED, reasoning="The correction was another story's.", by=ines, at=at)
    assert claim.standing == Standing.SINGLE_SOURCE


def test_an_assessment_keeps_what_the_graph_said_at_that_moment(claim, ines, at):
    assessment = assess_claim(claim=claim, standing=Standing.CORROBORATED, reasoning="Known otherwise.", by=ines, at=at)

    assert assessment.count["reports"] == 1


def test_an_assessment_without_a_reason_is_refused(claim, ines, at):
    with pytest.raises(AssessmentUnexplained):
        assess_claim(claim=claim, standing=Standing.REFUTED, reasoning=" ", by=ines, at=at)


def test_nobody_assesses_a_claim_as_withdrawn(claim, ines, at):
    with pytest.raises(NotForAssessing):
        assess_claim(claim=claim, standing=Standing.WITHDRAWN, reasoning="Wrong.", by=ines, at=at)


def test_a_withdrawn_claim_stays_with_its_reason(claim, ines, at):
    withdraw_claim(claim=claim, because="It names a person.", by=ines, at=at)

    claim.refresh_from_db()
    assert (claim.standing, claim.withdrawn_because) == (Standing.WITHDRAWN, "It names a person.")


def test_a_withdrawal_needs_a_reason_and_happens_once(claim, ines, at):
    with pytest.raises(ClaimWithdrawalUnexplained):
        withdraw_claim(claim=claim, because="", by=ines, at=at)
    withdraw_claim(claim=claim, because="Wrong.", by=ines, at=at)

    with pytest.raises(AlreadyWithdrawn):
        withdraw_claim(claim=claim, because="Wrong again.", by=ines, at=at)


def test_publishing_changes_the_public_page_and_so_does_taking_it_off(crisis, claim, ines, at):
    before = revision_of(crisis)
    publish_claim(claim=claim, by=ines, at=at)
    between = revision_of(crisis)
    unpublish_claim(claim=claim, by=ines, at=at)

    assert before < between < revision_of(crisis)


def test_what_happens_to_a_claim_at_the_desk_only_changes_no_public_page(crisis, claim, ines, at):
    before = revision_of(crisis)

    translate_claim(claim=claim, language="da", text="Mere end hundrede mænd.", by=ines, at=at)
    withdraw_claim(claim=claim, because="Wrong.", by=ines, at=at)

    assert revision_of(crisis) == before


def test_a_claim_is_published_once(claim, ines, at):
    publish_claim(claim=claim, by=ines, at=at)

    with pytest.raises(PublicAlready):
        publish_claim(claim=claim, by=ines, at=at)


def test_a_claim_that_nobody_has_read_is_not_published(crisis, ines, at):
    claim = make_claim(crisis)
    make_attribution(claim)

    with pytest.raises(NothingRead):
        publish_claim(claim=claim, by=ines, at=at)


def test_a_withdrawn_claim_is_not_published(claim, ines, at):
    withdraw_claim(claim=claim, because="Wrong.", by=ines, at=at)

    with pytest.raises(WithdrawnFromUse):
        publish_claim(claim=claim, by=ines, at=at)


def test_a_joined_claim_is_not_published(crisis, claim, ines, at):
    claim.joined_into = make_claim(crisis)
    claim.save()

    with pytest.raises(JoinedAway):
        publish_claim(claim=claim, by=ines, at=at)


def test_what_is_not_public_is_not_taken_off(claim, ines, at):
    with pytest.raises(NotPublic):
        unpublish_claim(claim=claim, by=ines, at=at)


def test_a_credible_contradiction_contests_both_claims(crisis, claim, ines, at):
    other = make_claim(crisis, "No man was abducted.")
    make_attribution(other, make_source(crisis, "A court"), passage=make_passage(make_document(crisis)))

    relate_claims(claim=claim, other=other, kind=RelationKind.CONTRADICTS, is_credible=True, reason="Court records.", by=ines, at=at)

    for one in (claim, other):
        one.refresh_from_db()
        assert one.standing == Standing.CONTESTED


def test_a_later_finding_replaces_the_earlier_from_either_side(crisis, claim, ines, at):
    other = make_claim(crisis)
    relate_claims(claim=claim, other=other, kind=RelationKind.CONTRADICTS, is_credible=True, reason="Records.", by=ines, at=at)

    relate_claims(claim=other, other=claim, kind=RelationKind.UNRELATED, by=ines, at=at)

    claim.refresh_from_db()
    assert not claim.relations.exists()
    assert claim.standing == Standing.SINGLE_SOURCE


def test_a_relation_needs_two_claims_of_one_crisis(crisis, claim, ines, at):
    with pytest.raises(RelatedToItself):
        relate_claims(claim=claim, other=claim, kind=RelationKind.BROADER, by=ines, at=at)
    with pytest.raises(ClaimOfOtherCrisis):
        elsewhere = make_claim(make_crisis(by=ines, slug="south"))
        relate_claims(claim=claim, other=elsewhere, kind=RelationKind.BROADER, by=ines, at=at)


def test_a_credible_contradiction_needs_its_reason(crisis, claim, ines, at):
    with pytest.raises(ContradictionUnexplained):
        relate_claims(claim=claim, other=make_claim(crisis), kind=RelationKind.CONTRADICTS, is_credible=True, by=ines, at=at)


def test_a_denial_stands_beside_the_claim_and_leaves_its_standing(claim, ines, at):
    standing = claim.standing

    deny_claim(claim=claim, speaker="The ministry", passage=None, citation="Agency, 3 April 2017", by=ines, at=at)
    deny_claim(claim=claim, speaker="The ministry", passage=None, citation="Agency, 3 April 2017", by=ines, at=at)

    claim.refresh_from_db()
    assert claim.denials.count() == 1
    assert claim.standing == standing


def test_a_denial_that_nobody_could_look_up_is_refused(claim, ines, at):
    with pytest.raises(DenialUncited):
        deny_claim(claim=claim, speaker="The ministry", passage=None, by=ines, at=at)


def test_copied_words_are_found_again_whatever_their_quotation_marks(crisis):
    document = make_document(crisis, ["He said: “It isn’t so.”", "Then he left."])

    passage = keep_quote(document=document, words='He said:  "It isn\'t so."\nThen')

    assert passage.exact == "He said: “It isn’t so.” Then"


def test_words_that_do_not_stand_in_the_document_are_refused(crisis):
    with pytest.raises(QuoteNotFound):
        keep_quote(document=make_document(crisis), words="Nobody wrote this.")


def test_an_origin_described_twice_is_one(crisis, claim, ines, at):
    other = make_claim(crisis)
    beginning = Beginning(kind=OriginKind.INSIDER, label="unnamed insiders", holder="The Gazette")
    second = make_attribution(other, claim.attributions.get().speaker, passage=make_passage(make_document(crisis)))

    one = set_origin(attribution=claim.attributions.get(), origin=beginning, by=ines, at=at)
    another = set_origin(attribution=second, origin=beginning, by=ines, at=at)

    assert one == another
    assert graph_of(claim).count().countable == 1


def test_a_new_origin_takes_the_place_of_the_old_unless_both_are_kept(claim, ines, at):
    attribution = claim.attributions.get()
    for label, keeps in (("a rumour", False), ("interviews", False), ("a court file", True)):
        beginning = Beginning(kind=OriginKind.RECORD, label=label)
        set_origin(attribution=attribution, origin=beginning, keeps_others=keeps, by=ines, at=at)

    assert {edge.on_origin.label for edge in attribution.rests.all()} == {"interviews", "a court file"}


def test_an_origin_needs_a_label_and_its_own_crisis(claim, ines, at):
    attribution = claim.attributions.get()
    with pytest.raises(OriginUnnamed):
        set_origin(attribution=attribution, origin=Beginning(kind=OriginKind.RECORD, label=" "), by=ines, at=at)
    with pytest.raises(OriginOfOtherCrisis):
        set_origin(attribution=attribution, origin=make_origin(make_crisis(by=ines, slug="south")), by=ines, at=at)


def test_a_report_that_rests_on_another_adds_no_origin(crisis, claim, ines, at):
    paper = claim.attributions.get()
    set_origin(attribution=paper, origin=Beginning(kind=OriginKind.RECORD, label="a file"), by=ines, at=at)
    echo = make_attribution(claim, make_source(crisis, "Echo"), passage=make_passage(make_document(crisis)))

    cite_report(attribution=echo, cited=paper, by=ines, at=at)

    claim.refresh_from_db()
    assert claim.standing == Standing.REPEATED


def test_a_report_cites_another_of_the_same_claim(crisis, claim, ines, at):
    own = claim.attributions.get()
    with pytest.raises(CitesItself):
        cite_report(attribution=own, cited=own, by=ines, at=at)
    with pytest.raises(CitesAnotherClaim):
        cite_report(attribution=own, cited=make_attribution(make_claim(crisis), own.speaker), by=ines, at=at)


def test_origins_that_may_be_the_same_people_count_as_one_until_they_are_untied(crisis, claim, ines, at):
    origins = [make_origin(crisis, "one set"), make_origin(crisis, "another set")]
    for number, origin in enumerate(origins):
        speaker = make_source(crisis, f"Speaker {number}")
        make_attribution(claim, speaker, passage=make_passage(make_document(crisis)), rests_on=[origin])

    group_overlap(origins=origins, name="one network", by=ines, at=at)
    tied = graph_of(claim).count()
    group_overlap(origins=origins, name="", by=ines, at=at)

    assert (tied.at_least, tied.up_to) == (1, 2)
    assert graph_of(claim).count().at_least == 2


def test_overlap_needs_two_origins_of_one_crisis(crisis, ines, at):
    with pytest.raises(OverlapNeedsTwo):
        group_overlap(origins=[make_origin(crisis)], name="one network", by=ines, at=at)
    with pytest.raises(OverlapAcrossCrises):
        elsewhere = make_origin(make_crisis(by=ines, slug="south"))
        group_overlap(origins=[make_origin(crisis), elsewhere], name="one network", by=ines, at=at)


def test_an_assessment_may_say_when_to_look_again(claim, ines, at):
    assessment = assess_claim(
        claim=claim, standing=Standing.CONTESTED, reasoning="Two courts.", valid_until=date(2018, 1, 1), by=ines, at=at
    )

    assert assessment.valid_until == date(2018, 1, 1)
