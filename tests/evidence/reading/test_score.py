"""The score on our own annotated documents, and how annotations are read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from safeconduct.evidence.reading.score import ScoreTable, load_gold, render, score

GOLD = Path(__file__).parent.parent / "gold"
LEAST = {  # precision, recall that the rules must keep on the documents in tests/evidence/gold
    "languages": (1.0, 1.0),
    "published_on": (0.9, 0.9),
    "addressees": (0.85, 0.9),
    "demands": (0.85, 0.9),
    "claims": (0.85, 0.85),
    "claim_quantities": (0.9, 0.9),
    "claim_qualifiers": (0.9, 0.9),
    "claim_attributions": (0.8, 0.8),
    "responses": (0.85, 0.85),
    "deeds": (0.85, 0.85),
    "denials": (0.85, 0.85),
    "people_quoted": (0.8, 0.8),
    "payment_channels": (0.9, 0.9),
    "goals": (0.9, 0.9),
}


@pytest.fixture(scope="module")
def table() -> ScoreTable:
    return score(GOLD)


def test_the_gold_has_all_eight_languages() -> None:
    languages = {language for d in load_gold(GOLD) for language in d.gold["languages"]}
    assert languages >= {"en", "da", "sv", "nb", "de", "fr", "nl", "ru"}


@pytest.mark.parametrize("name", sorted(LEAST))
def test_a_field_keeps_its_least_precision_and_recall(table: ScoreTable, name: str) -> None:
    tally = table.fields[name]
    assert tally.precision is not None and tally.precision >= LEAST[name][0], render(table, with_notes=True)
    assert tally.recall is not None and tally.recall >= LEAST[name][1], render(table, with_notes=True)


def test_a_missing_field_is_not_scored(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Two men were killed in Chechnya, the Lantern reported on Friday.", encoding="utf-8")
    (tmp_path / "a.json").write_text(json.dumps({"languages": "en"}), encoding="utf-8")
    found = score(tmp_path)
    assert found.fields["languages"].right == 1
    assert found.fields["claims"].recall is None


def test_annotations_may_be_plain_strings_and_name_their_file(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("At least two gay men were killed in Chechnya, the Lantern reported on Friday.", encoding="utf-8")
    (tmp_path / "x.json").write_text(json.dumps({"file": "page.txt", "claims": ["two gay men were killed"]}), encoding="utf-8")
    assert score(tmp_path).fields["claims"].recall == 1.0


def test_an_annotation_without_a_document_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "lost.json").write_text("{}", encoding="utf-8")
    with pytest.raises(FileNotFoundError, match=r"lost\.json"):
        load_gold(tmp_path)


def test_the_table_shows_precision_and_recall_with_the_counts(table: ScoreTable) -> None:
    shown = render(table)
    assert "precision" in shown
    assert "demands" in shown
