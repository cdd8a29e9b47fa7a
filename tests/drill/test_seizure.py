"""The drill fails when it should: on a mark that lies about, on a scanner that misses, on a box that stays."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from safeconduct.drill.marks import Mark
from safeconduct.drill.scanner import Hit, Scanner
from safeconduct.drill.seizure import Report, look, prove
from safeconduct.kit.clock import now
from safeconduct.people.models import Organisation
from tests.factories.people import THEN

MARK = Mark("a name", "Зурабек Тхлмнский")


def passed() -> Report:
    return Report(planted=[MARK], boxes=2, closed=2)


def test_a_drill_that_found_nothing_and_left_nothing_is_passed():
    assert passed().is_passed
    assert list(passed().lines())[-1].startswith("Passed")


@pytest.mark.parametrize("fault", [{"closed": 1}, {"left_behind": 1}, {"missed": ["base64"]}, {"boxes": 0, "closed": 0}])
def test_anything_amiss_is_not_passed(fault: dict[str, Any]):
    report = replace(passed(), **fault)

    assert not report.is_passed
    assert list(report.lines())[-1].startswith("NOT PASSED")


def test_the_report_names_what_was_found_and_never_the_words_themselves():
    form = Scanner([MARK]).forms[0]
    report = passed()
    report.hits = [Hit("a file", 7, form)]
    said = "\n".join(report.lines())

    assert not report.is_passed
    assert "“a name” (as it is, utf-8) in a file, byte 7" in said
    assert MARK.value not in said


def test_the_scanner_proves_itself():
    report = Report()
    prove(report)

    assert report.proven == report.forms > 300
    assert not report.missed


@pytest.mark.django_db(databases=["default", "intake", "signing"])
def test_a_mark_in_a_file_and_a_mark_in_a_row_are_found(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch):
    settings.VAR = tmp_path
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    monkeypatch.setattr("safeconduct.drill.seizure.MEMORY", tmp_path)
    began = now()
    (tmp_path / "server.log").write_text(f"somebody called {MARK.value}", encoding="utf-8")
    Organisation.objects.create(name=MARK.value, joined_on=THEN.date())
    report = passed()
    look(report, Scanner([MARK]), [], since=began)

    assert {hit.place for hit in report.hits} == {str(tmp_path / "server.log"), "row of default: people_organisation"}


@pytest.mark.django_db(databases=["default", "intake", "signing"])
def test_a_file_of_before_is_passed_over(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch):
    settings.VAR = tmp_path
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    monkeypatch.setattr("safeconduct.drill.seizure.MEMORY", tmp_path)
    (tmp_path / "old").write_text(MARK.value, encoding="utf-8")

    report = passed()
    look(report, Scanner([MARK]), [], since=now() + timedelta(minutes=1))

    assert not report.hits
