"""Addresses that lead to one mailbox compare as one, and two people never become one."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from safeconduct.signing.rules.addresses import DomainRule, canonical, domain_of, domain_to_ascii, packaged_rules, sendable, with_rules

SAME = [
    ("ada@signers.example", "ADA@Signers.EXAMPLE"),
    ("ada@signers.example", "ada+petition@signers.example"),
    ("ada.b@gmail.com", "adab@gmail.com"),
    ("a.d.a+x+y@gmail.com", "ada@googlemail.com"),
    ("ada@me.com", "ada+1@icloud.com"),
    ("ada_b@protonmail.com", "ada.b@pm.me"),
    ("ada@ya.ru", "ada@yandex.ru"),
    ("ada@bücher.example", "ada@xn--bcher-kva.example"),
    ("ada@BÜCHER.example", "ada@bücher.example"),
    ("a\u030ada@signers.example", "åda@signers.example"),
    ("ada@signers.example.", "ada@signers.example"),
]
DIFFERENT = [
    ("ada@signers.example", "bo@signers.example"),
    ("ada.b@signers.example", "adab@signers.example"),
    ("ada-b@signers.example", "ada@signers.example"),
    ("ada@mail.ru", "ada@bk.ru"),
    ("ada@straße.example", "ada@strasse.example"),
    ("åda@signers.example", "ada@signers.example"),
    ("+ada@signers.example", "+bo@signers.example"),
    ("ada@signers.example", "ada@sub.signers.example"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_mailbox_in_two_spellings_is_one(one: str, other: str):
    assert canonical(one, packaged_rules()) == canonical(other, packaged_rules())


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_mailboxes_stay_two(one: str, other: str):
    assert canonical(one, packaged_rules()) != canonical(other, packaged_rules())


def test_rules_of_the_installation_win_and_the_nearest_wildcard_counts():
    rules = with_rules(
        {
            "*.example": DomainRule(strip="."),
            "*.deep.example": DomainRule(strip="_"),
            "gmail.com": DomainRule(extension="+"),
            "old.example": DomainRule(alias_of="new.example"),
        }
    )

    assert canonical("a.b@signers.example", rules) == "ab@signers.example"
    assert canonical("a.b_c@very.deep.example", rules) == "a.bc@very.deep.example"
    assert canonical("a.b@gmail.com", rules) == "a.b@gmail.com"
    assert canonical("a.b@old.example", rules) == "ab@new.example"


def test_aliases_that_lead_in_a_circle_end():
    rules = {"one.example": DomainRule(alias_of="two.example"), "two.example": DomainRule(alias_of="one.example")}

    assert canonical("ada@one.example", rules)


def test_the_typed_address_is_what_mail_goes_to():
    assert sendable("Ada.B+x@BÜCHER.example") == "Ada.B+x@xn--bcher-kva.example"
    assert domain_of("ada@straße.example") == "xn--strae-oqa.example"


@given(
    st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=40),
    st.sampled_from(["gmail.com", "signers.example", "proton.me", "ya.ru", "bücher.example"]),
)
def test_the_canonical_form_is_its_own_canonical_form(local: str, domain: str):
    assume(domain_of(f"{local}@{domain}"))
    once = canonical(f"{local}@{domain}", packaged_rules())

    assert canonical(once, packaged_rules()) == once


@given(st.text(max_size=300))
def test_a_domain_is_ascii_or_nothing(text: str):
    found = domain_to_ascii(text)

    assert found.isascii()
    assert found == "" or domain_to_ascii(found) == found
