"""Rules of law as data: both halves of the product say the same, and what has ended has ended."""

import json
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

from safeconduct.casework.rules.law import mechanisms, rule_sets, visa_system

ROOT = Path(__file__).resolve().parent.parent.parent
SAY = """
import { RULE_SETS, VISA_SYSTEM, VISA_SYSTEM_YEARS } from "./client/casework/rule_sets.js";
console.log(JSON.stringify({ sets: RULE_SETS, countries: VISA_SYSTEM, years: VISA_SYSTEM_YEARS }));
"""
SPELT = {"permit_months": "permitMonths", "visa_months": "visaMonths", "entry_months": "entryMonths", "study_months": "studyMonths"}


def as_the_browser_has_them() -> dict[str, Any]:
    said = subprocess.run(["node", "--input-type=module", "--eval", SAY], cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(said.stdout)
    return found


def test_the_browser_and_the_server_know_the_same_law():
    browser = as_the_browser_has_them()
    sets = [{SPELT.get(name, name): value for name, value in one.items() if name != "check"} for one in rule_sets()]

    assert sets == browser["sets"]
    # Whether two articles are asked in one order or in another is a different law.
    assert [list(one["articles"]) for one in sets] == [list(one["articles"]) for one in browser["sets"]]
    assert (visa_system()["countries"], visa_system()["years"]) == (browser["countries"], browser["years"])


def test_on_every_day_one_set_holds_and_no_two():
    old, new = rule_sets()
    assert (date.fromisoformat(new["from"]) - date.fromisoformat(old["until"])).days == 1
    assert new["until"] == ""


def test_every_rule_names_its_source_and_what_a_lawyer_must_look_at():
    for one in [*rule_sets(), visa_system()]:
        assert all(one["sources"])
        assert all(line["article"] and line["why"] for line in one["check"])
        assert one["check"]
    assert all(one["sources"] and one["check"] and one["what"] for one in mechanisms())


def test_a_mechanism_has_a_code_that_fits_into_the_case():
    codes = [one["code"] for one in mechanisms()]
    assert len(set(codes)) == len(codes)
    assert max(len(code) for code in codes) <= 20


def test_for_what_happens_in_russia_now_strasbourg_is_no_longer_asked():
    before, after = (asked_on(day, "RU") for day in ("2022-09-16", "2022-09-17"))
    assert before - after == {"echr-39-russia"}
    assert "hrc-interim" in after
    assert "echr-39" in asked_on("2026-11-23", "FR")


def asked_on(day: str, country: str) -> set[str]:
    holding = [one for one in mechanisms() if one["from"] <= day and (one["until"] == "" or day <= one["until"])]
    return {one["code"] for one in holding if not one["countries"] or country in one["countries"]}
