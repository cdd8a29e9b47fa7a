"""What a client sends is read by name and kind; what is refused has one shape."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.http import Http404, HttpRequest
from django.test import RequestFactory

from safeconduct.kit.refusals import Refused
from safeconduct.kit.talking import Given, NotUnderstood, Overtaken, base64_of, given_by, talks, uuid4_from

ID = "0f0f0f0f-0f0f-4f0f-8f0f-0f0f0f0f0f0f"


def sent(value: Any) -> Given:
    return Given({"it": value})


@pytest.mark.parametrize(
    ("read", "value", "expected"),
    [
        (lambda given: given.text("it"), "Ольга", "Ольга"),
        (lambda given: given.text("it", may_be_empty=True), "", ""),
        (lambda given: given.whole("it"), 0, 0),
        (lambda given: given.whole("it", least=1, most=3), 3, 3),
        (lambda given: given.octets("it"), "AAE=", b"\0\1"),
        (lambda given: given.octets("it", length=2), "AAE=", b"\0\1"),
        (lambda given: given.hexadecimal("it", length=2), "00ff", b"\0\xff"),
        (lambda given: str(given.uuid("it")), ID, ID),
        (lambda given: given.slug("it"), "north-2", "north-2"),
        (lambda given: given.language("it"), "ru", "ru"),
        (lambda given: given.day("it").isoformat(), "2026-11-23", "2026-11-23"),
        (lambda given: given.yes_or_no("it"), False, False),
        (lambda given: [(str(id_), number) for id_, number in given.pairs("it")], [[ID, 3]], [(ID, 3)]),
        (lambda given: given.texts("it"), ["a", "b"], ["a", "b"]),
        (lambda given: [str(one) for one in given.uuids("it")], [ID], [ID]),
        (lambda given: given.inner("it").text("in"), {"in": "x"}, "x"),
        (lambda given: [one.text("in") for one in given.each("it")], [{"in": "x"}], ["x"]),
    ],
)
def test_what_is_as_it_should_be_is_read(read: Callable[[Given], Any], value: Any, expected: Any):
    assert read(sent(value)) == expected


@pytest.mark.parametrize(
    ("read", "values"),
    [
        (lambda given: given.text("it"), ["", 1, None, ["a"], "a\0b", "\ud800", "x" * 501]),
        (lambda given: given.whole("it", least=1, most=3), [0, 4, True, 1.0, "1", None, float("nan"), 10**30]),
        (lambda given: given.octets("it", length=2), ["AAE", "AA-_", "AAF=", "AAEC", "", 1, "AAE=\n", "ÄÄE="]),
        (lambda given: given.hexadecimal("it", length=2), ["00FF", "00f", "zzzz", 1, "00ff00"]),
        (
            lambda given: given.uuid("it"),
            [ID.upper(), ID.replace("-", ""), "{" + ID + "}", "0190a5b8-7c1e-7000-8000-000000000000", ID[:-1], 1, f"urn:uuid:{ID}"],
        ),
        (lambda given: given.slug("it"), ["North", "a b", "a/b", "-a", "a-", "", "a" * 41, "a\n"]),
        (lambda given: given.language("it"), ["", "english", "../x", "e", "ru\n"]),
        (lambda given: given.day("it"), ["2026-13-01", "yesterday", 20261123, ""]),
        (lambda given: given.yes_or_no("it"), [0, 1, "true", None, []]),
        (
            lambda given: given.pairs("it"),
            [[ID], [[ID]], [[ID, 1, 2]], [[ID, "1"]], [[ID, True]], [[ID, -1]], [["x", 1]], "ab", [[ID, 1]] * 1001],
        ),
        (lambda given: given.texts("it"), ["ab", [1], [""], {"a": "b"}, ["a"] * 1001]),
        (lambda given: given.each("it"), [[1], "ab", {"a": 1}, None]),
        (lambda given: given.inner("it"), [[], "a", None]),
    ],
)
def test_anything_else_is_not_understood(read: Callable[[Given], Any], values: list[Any]):
    for value in values:
        with pytest.raises(NotUnderstood):
            read(sent(value))
    with pytest.raises(NotUnderstood):
        read(Given({}))


@pytest.mark.parametrize("body", [b"", b"[]", b"1", b"{", b"\xff", b"null", b"[" * 100_000])
def test_a_body_is_one_json_object(body: bytes):
    with pytest.raises(NotUnderstood):
        given_by(RequestFactory().post("/", body, content_type="application/json"))


def test_bytes_go_both_ways():
    assert sent(base64_of(b"\0\xff")).octets("it") == b"\0\xff"
    assert uuid4_from(ID).version == 4


def _raises(problem: Exception) -> Callable[..., Any]:
    @talks
    def view(request: HttpRequest) -> dict[str, Any]:
        raise problem

    return view


@pytest.mark.parametrize(
    ("problem", "status", "code"),
    [
        (Refused("Not so."), 422, "refused"),
        (NotUnderstood(), 400, "not-understood"),
        (Overtaken({"epoch": 2}), 409, "overtaken"),
        (Http404("Membership 7 of Zarema"), 404, "not-there"),
    ],
)
def test_a_refusal_is_a_sentence_and_a_word_and_is_kept_nowhere(problem: Exception, status: int, code: str):
    answer = _raises(problem)(RequestFactory().get("/"))
    said = json.loads(answer.content)

    assert (answer.status_code, said["code"], answer["Cache-Control"]) == (status, code, "no-store")
    assert said["problem"]
    assert "Zarema" not in said["problem"]
    assert said.get("current") == getattr(problem, "current", None)
