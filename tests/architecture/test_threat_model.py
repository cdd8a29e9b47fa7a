"""Each promise stands beside tests that exist, and each test that is named after an id stands beside a promise."""

import re

import pytest

from tests.architecture.house import ROOT

MODEL = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`((?:tests/[a-z_/]+)?test_[a-z0-9_]+\.py)`", MODEL)))
BY_ID = sorted(path.name for path in (ROOT / "tests" / "security").glob("test_*.py") if re.match(r"test_[a-z]\d", path.name))


@pytest.mark.parametrize("name", NAMED)
def test_a_test_that_is_named_exists(name: str):
    assert (ROOT / (name if "/" in name else f"tests/security/{name}")).is_file()


@pytest.mark.parametrize("name", BY_ID)
def test_a_test_with_an_id_is_named(name: str):
    assert f"`{name}`" in MODEL


def test_every_threat_but_the_one_of_tomorrow_names_a_test():
    rows = [line for line in MODEL.splitlines() if re.match(r"\| T\d+ ", line)]
    without = [row.split("|")[1].strip() for row in rows if "test_" not in row and "tests/" not in row]

    assert len(rows) == 14
    assert without == ["T10"]
