"""Sources: described, spelt, merged, and taking back what they said."""

from datetime import date, timedelta

import pytest

from safeconduct.evidence.actions.add_source_name import NamesAnother, SpellingMissing, add_source_name
from safeconduct.evidence.actions.describe_source import Description, NothingDescribed, describe_source
from safeconduct.evidence.actions.merge_sources import OtherCrisis, SameSource, merge_sources
from safeconduct.evidence.actions.name_source import name_source
from safeconduct.evidence.actions.withdraw_source import NotItsStatement, WithdrawalUnexplained, WithdrawnAhead, withdraw_source
from safeconduct.evidence.models import Source
from safeconduct.evidence.models.graph import graph_of
from safeconduct.evidence.queries.sources import SourceFilter, listed_sources, merged_into, source_page
from safeconduct.evidence.rules.standing import Standing
from tests.factories.crises import make_crisis
from tests.factories.evidence import make_attribution, make_claim, make_denial, make_document, make_origin, make_passage, make_source

TODAY = date(2017, 4, 20)


def named(crisis, ines, at, name):
    return name_source(crisis=crisis, name=name, by=ines, at=at)


def said_by(source, **fields):
    claim = make_claim(source.crisis)
    make_attribution(claim, source, passage=make_passage(make_document(source.crisis)), **fields)
    return claim


def test_a_description_says_who_gave_it_and_when_to_look_again(crisis, ines, at):
    source = make_source(crisis)
    description = Description(kind="ngo", answers={"mission": "Documents abuse."}, review_due=date(2018, 4, 20))

    describe_source(source=source, description=description, by=ines, at=at)

    source.refresh_from_db()
    assert (source.mission, source.kind, source.described_by, source.described_on) == ("Documents abuse.", "ngo", ines, TODAY)


def test_a_description_without_one_answer_is_refused(crisis, ines, at):
    with pytest.raises(NothingDescribed):
        describe_source(source=make_source(crisis), description=Description(answers={"mission": " "}), by=ines, at=at)


def test_a_source_is_found_under_a_spelling_that_was_added(crisis, ines, at):
    source = named(crisis, ines, at, "Northern Gazette")

    add_source_name(source=source, name="Северная газета", by=ines, at=at)

    assert named(crisis, ines, at, "Северная газета") == source


def test_a_spelling_that_names_another_source_is_refused_and_says_whom(crisis, ines, at):
    source, other = named(crisis, ines, at, "Northern Gazette"), named(crisis, ines, at, "Southern Post")

    with pytest.raises(NamesAnother, match=other.reference):
        add_source_name(source=source, name="Southern Post", by=ines, at=at)


def test_an_empty_spelling_is_refused(crisis, ines, at):
    with pytest.raises(SpellingMissing):
        add_source_name(source=make_source(crisis), name=" ", by=ines, at=at)


def test_two_sources_that_are_one_keep_all_that_either_said(crisis, ines, at):
    survivor, other = named(crisis, ines, at, "Northern Gazette"), named(crisis, ines, at, "Bladet")
    claim = said_by(other)
    make_denial(claim, other)
    document = make_document(crisis, source=other)
    origin = make_origin(crisis, holder=other)

    merge_sources(survivor=survivor, other=other, by=ines, at=at)

    document.refresh_from_db()
    origin.refresh_from_db()
    assert not Source.objects.filter(pk=other.pk).exists()
    assert claim.attributions.get().speaker == claim.denials.get().speaker == document.source == origin.holder == survivor
    assert named(crisis, ines, at, "Bladet") == survivor


def test_the_newspaper_named_twice_in_one_claim_becomes_one_after_the_merger(crisis, ines, at):
    survivor, other = named(crisis, ines, at, "Northern Gazette"), named(crisis, ines, at, "Bladet")
    claim = make_claim(crisis)
    for number, cited in enumerate((survivor, other)):
        ground = make_attribution(claim, cited)
        reader = make_source(crisis, f"Reader {number}")
        make_attribution(claim, reader, passage=make_passage(make_document(crisis)), rests_on=[ground])

    merge_sources(survivor=survivor, other=other, by=ines, at=at)

    assert len(graph_of(claim).count().ends) == 1


def test_a_merged_sources_address_leads_on_even_after_a_second_merger(crisis, ines, at):
    one, two, three = (named(crisis, ines, at, name) for name in ("One paper", "Two papers", "Three papers"))

    merge_sources(survivor=two, other=one, by=ines, at=at)
    gone = two.reference
    merge_sources(survivor=three, other=two, by=ines, at=at)

    assert merged_into(one.reference) == merged_into(gone) == three.reference
    assert merged_into(three.reference) == ""


def test_a_source_is_not_merged_into_itself_or_across_crises(crisis, ines, at):
    source = make_source(crisis)
    with pytest.raises(SameSource):
        merge_sources(survivor=source, other=source, by=ines, at=at)
    with pytest.raises(OtherCrisis):
        merge_sources(survivor=source, other=make_source(make_crisis(by=ines, slug="south")), by=ines, at=at)


def test_answers_that_only_the_other_had_are_kept(crisis, ines, at):
    survivor, other = named(crisis, ines, at, "Northern Gazette"), named(crisis, ines, at, "Bladet")
    describe_source(source=other, description=Description(answers={"funding": "Its readers."}), by=ines, at=at)

    merge_sources(survivor=survivor, other=other, by=ines, at=at)

    survivor.refresh_from_db()
    assert (survivor.funding, survivor.described_by) == ("Its readers.", ines)


def test_when_a_source_takes_it_back_every_claim_on_it_is_counted_anew(crisis, ines, at):
    source = named(crisis, ines, at, "Northern Gazette")
    claim = said_by(source)

    claims = withdraw_source(source=source, because="It printed a correction.", on=TODAY, by=ines, at=at)

    claim.refresh_from_db()
    assert claims == [claim]
    assert claim.standing == Standing.WITHDRAWN


def test_an_origin_whose_holder_took_it_back_counts_no_longer(crisis, ines, at):
    holder = make_source(crisis, "Interviewers")
    claim = make_claim(crisis)
    speaker = make_source(crisis, "Observer")
    make_attribution(claim, speaker, passage=make_passage(make_document(crisis)), rests_on=[make_origin(crisis, holder=holder)])

    withdraw_source(source=holder, because="The interviews were not its own.", on=TODAY, by=ines, at=at)

    assert graph_of(claim).count().countable == 0


def test_one_statement_is_taken_back_and_the_others_stand(crisis, ines, at):
    source = named(crisis, ines, at, "Northern Gazette")
    one, other = said_by(source), said_by(source)

    withdraw_source(source=source, because="A misquotation.", on=TODAY, statement=one.attributions.get(), by=ines, at=at)

    assert one.attributions.get().withdrawn_on == TODAY
    assert other.attributions.get().withdrawn_on is None
    source.refresh_from_db()
    assert source.withdrawn_on is None


def test_a_withdrawal_changes_the_public_page_the_same_moment(crisis, ines, at):
    source = named(crisis, ines, at, "Northern Gazette")
    claim = said_by(source)
    claim.published_at, claim.published_by = at, ines
    claim.save()
    before = crisis.revision

    withdraw_source(source=source, because="A correction.", on=TODAY, by=ines, at=at)

    crisis.refresh_from_db()
    assert crisis.revision > before


def test_a_withdrawal_needs_its_reason_a_day_that_has_come_and_its_own_statement(crisis, ines, at):
    source = make_source(crisis)
    with pytest.raises(WithdrawalUnexplained):
        withdraw_source(source=source, because="", on=TODAY, by=ines, at=at)
    with pytest.raises(WithdrawnAhead):
        withdraw_source(source=source, because="Why.", on=TODAY + timedelta(days=1), by=ines, at=at)
    with pytest.raises(NotItsStatement):
        statement = said_by(make_source(crisis, "Another")).attributions.get()
        withdraw_source(source=source, because="Why.", on=TODAY, statement=statement, by=ines, at=at)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (SourceFilter(), ["Described", "Due", "Taken back"]),
        (SourceFilter(words="desc"), ["Described"]),
        (SourceFilter(kind="state"), ["Due"]),
        (SourceFilter(state="undescribed"), ["Due", "Taken back"]),
        (SourceFilter(state="due"), ["Due"]),
        (SourceFilter(state="withdrawn"), ["Taken back"]),
    ],
)
def test_the_list_is_narrowed(crisis, ines, at, wanted, expected):
    described = make_source(crisis, "Described")
    describe_source(source=described, description=Description(kind="media", answers={"mission": "News."}), by=ines, at=at)
    make_source(crisis, "Due", kind="state")
    Source.objects.filter(name="Due").update(review_due=TODAY)
    said_by(make_source(crisis, "Taken back"), withdrawn_on=TODAY)

    assert [source.name for source in listed_sources(ines, crisis, wanted, TODAY)] == expected


def test_a_source_page_tells_what_is_answered_and_what_nobody_knows(crisis, ines, at):
    source = make_source(crisis)
    describe_source(source=source, description=Description(answers={"mission": "News."}), by=ines, at=at)

    shown = source_page(ines, source, language="en")

    assert [answer for _question, answer in shown.answers] == ["News."]
    assert len(shown.unanswered) == 6
