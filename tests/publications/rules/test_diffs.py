"""Differences that a person can read."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from safeconduct.publications.rules.content import Addressed, Content, PartContent
from safeconduct.publications.rules.diffs import Change, Piece, differences, word_diff

FACTS = PartContent("PT-1", "facts", "public", {"en": "More than a hundred men were detained.", "da": "Mere end hundrede mænd."})
DEMAND = PartContent("PT-2", "demand", "public", {"en": "Give visas."}, demand="DE-7Q4MZK")
QUOTE = PartContent("PT-3", "quote", "public", {"en": "We wait."}, speaker="Ada Example")
CONTENT = Content("letter", "en", {"en": "A way out"}, (FACTS, DEMAND, QUOTE), (Addressed("PO-1", "to", "en"),), {"place": "Oslo"})
TEXTS = st.text(st.sampled_from("ab \n[]()éж"), max_size=60)


def joined(pieces: tuple[Piece, ...], without: Change) -> str:
    return "".join(piece.text for piece in pieces if piece.change is not without)


def test_nothing_is_different_between_a_content_and_itself():
    assert differences(CONTENT, CONTENT).is_empty


def test_a_changed_word_is_shown_taken_and_added_with_its_surroundings():
    pieces = word_diff("More than a hundred men were detained.", "More than ninety men were detained.")

    assert pieces == (
        Piece(Change.SAME, "More than "),
        Piece(Change.TAKEN, "a hundred "),
        Piece(Change.ADDED, "ninety "),
        Piece(Change.SAME, "men were detained."),
    )


def test_long_stretches_that_stay_the_same_are_left_out():
    before = " ".join(f"w{number}" for number in range(100))

    pieces = word_diff(before, before.replace("w50", "other"))

    assert [piece.change for piece in pieces] == [
        Change.LEFT_OUT,
        Change.SAME,
        Change.TAKEN,
        Change.ADDED,
        Change.SAME,
        Change.LEFT_OUT,
    ]
    assert len(pieces[1].text.split()) == 12


def test_a_fact_with_another_reference_is_one_change():
    pieces = word_diff("They say [more than a hundred men](CL-AAAAAA) vanished.", "They say [more than a hundred men](CL-BBBBBB) vanished.")

    assert Piece(Change.TAKEN, "[more than a hundred men](CL-AAAAAA) ") in pieces
    assert Piece(Change.ADDED, "[more than a hundred men](CL-BBBBBB) ") in pieces


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_off_their_differences(before: str, after: str):
    pieces = word_diff(before, after)

    assert joined(pieces, Change.ADDED) == before
    assert joined(pieces, Change.TAKEN) == after


def test_texts_longer_than_anybody_compares_word_by_word_are_compared_by_paragraph():
    before = "\n\n".join("so it goes on and on and on" for _ in range(800))
    after = before + "\n\nAnd ends."

    pieces = word_diff(before, after)

    assert joined(pieces, Change.ADDED) == before
    assert joined(pieces, Change.TAKEN) == after


def test_only_the_language_that_changed_is_shown():
    after = replace(FACTS, texts={**FACTS.texts, "da": "Mere end halvfems mænd."})

    found = differences(CONTENT, replace(CONTENT, parts=(after, DEMAND, QUOTE)))

    assert [(part.id, part.change, [text.language for text in part.texts]) for part in found.parts] == [("PT-1", Change.CHANGED, ["da"])]
    assert found.languages == ("da",)


def test_parts_that_came_and_went_are_named_with_their_words():
    new = PartContent("PT-9", "meeting", "addressee", {"en": "May we meet?"})

    found = differences(CONTENT, replace(CONTENT, parts=(FACTS, new, QUOTE)))

    assert [(part.id, part.change, part.was, part.now) for part in found.parts] == [
        ("PT-9", Change.ADDED, 0, 2),
        ("PT-2", Change.TAKEN, 2, 0),
    ]


def test_only_the_part_that_was_carried_elsewhere_has_moved():
    found = differences(CONTENT, replace(CONTENT, parts=(QUOTE, FACTS, DEMAND)))

    assert [(part.id, part.change, part.was, part.now) for part in found.parts] == [("PT-3", Change.MOVED, 3, 1)]


def test_a_part_that_everybody_may_read_now_is_shown_as_such():
    found = differences(CONTENT, replace(CONTENT, parts=(replace(FACTS, secrecy="addressee"), DEMAND, QUOTE)))

    assert found.parts[0].secrecy == ("public", "addressee")


def test_who_is_addressed_and_what_the_kind_adds_are_compared():
    after = replace(CONTENT, addressed=(Addressed("PO-2", "to", "da"),), facts={"place": "Bergen"}, titles={"en": "A way out now"})

    found = differences(CONTENT, after)

    assert found.addressed_added == (Addressed("PO-2", "to", "da"),)
    assert found.addressed_taken == (Addressed("PO-1", "to", "en"),)
    assert [(fact.name, fact.was, fact.now) for fact in found.facts] == [("place", "Oslo", "Bergen")]
    assert found.titles[0].language == "en"
