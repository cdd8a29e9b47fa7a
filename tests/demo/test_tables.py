"""The demonstration's data: complete, sourced, hedged, and naming nobody but office holders."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from safeconduct.advocacy.rules import BodyKind, DeedType, Grade, ResponseType, code_for
from safeconduct.demo.tables import Table, by_key, rows, table
from safeconduct.evidence.models import RelationKind
from safeconduct.evidence.models.sources import SourceKind
from safeconduct.evidence.reading.propose.lexicon import table_of
from safeconduct.evidence.reading.shapes import DateBasis, Mode, OriginKind, Qualifier
from safeconduct.evidence.rules.moments import parse
from safeconduct.kit.languages import PUBLIC_LANGUAGES

LANGUAGES = {code for code, _name in PUBLIC_LANGUAGES}
SCRIPTS = {"ru": "[А-Яа-яЁё]", "ar": "[\u0600-\u06ff]"}

CLAIMS = rows("claims", "claim")
ANSWERS = rows("answers", "answer")
DEMANDS = rows("demands", "demand")
BODIES = rows("bodies", "body")
SAYINGS = [(claim, said) for claim in CLAIMS for said in claim["attribution"]]


def texts() -> Iterator[tuple[str, dict[str, str]]]:
    """Give every text that readers see, with a name for it."""
    yield "crisis title", table("crisis")["title"]
    yield "crisis lead", table("crisis")["lead"]
    for kind, told in (("claim", CLAIMS), ("demand", DEMANDS), ("answer", ANSWERS)):
        for number, row in enumerate(told):
            yield f"{kind} {row.get('key', number)}", row["text"]
    for row in BODIES:
        yield f"body {row['key']}", row["name"]
    for key, titles in table("bodies")["titles"].items():
        yield f"title {key}", titles


@pytest.mark.parametrize(("name", "text"), list(texts()))
def test_every_text_is_there_in_every_public_language(name: str, text: dict[str, str]):
    assert set(text) == LANGUAGES
    assert all(words == words.strip() and words for words in text.values())


@pytest.mark.parametrize(("name", "text"), list(texts()))
def test_every_text_is_in_the_script_of_its_language(name: str, text: dict[str, str]):
    for language, letters in SCRIPTS.items():
        assert len(re.findall(letters, text[language])) >= 2
        assert not re.findall(letters, text["en"])


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_no_two_claims_answers_or_demands_read_the_same(language: str):
    sentences = Counter(row["text"][language] for row in (*CLAIMS, *DEMANDS))
    answers = Counter(row["text"][language] for row in ANSWERS)
    assert not [words for words, times in (*sentences.items(), *answers.items()) if times > 1]


def test_every_key_is_used_once():
    for name, kind in (("sources", "source"), ("catalogue", "document"), ("origins", "origin"), ("bodies", "body"), ("claims", "claim")):
        keys = Counter(row["key"] for row in rows(name, kind))
        assert not [key for key, times in keys.items() if times > 1]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim["key"])
def test_every_figure_has_its_qualifier_its_words_whom_it_counts_and_a_date(claim: Table):
    if "quantity" in claim:
        assert claim["quantity"]["qualifier"] in set(Qualifier)
        assert claim["quantity"]["verbatim"] and claim["quantity"]["unit"]
        assert claim["population"]
    assert claim["when"]


@pytest.mark.parametrize(("claim", "said"), SAYINGS)
def test_every_saying_has_a_speaker_a_mode_and_a_date(claim: Table, said: Table):
    assert said["speaker"] in by_key("sources", "source")
    assert said["mode"] in set(Mode)
    assert parse(said["said"]).edtf


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim["key"])
def test_every_claim_is_cited_to_a_catalogued_document(claim: Table):
    documents = [said["document"] for said in claim["attribution"] if "document" in said]
    assert documents
    assert set(documents) <= set(by_key("catalogue", "document"))
    assert {denial["document"] for denial in claim.get("denial", ())} <= set(by_key("catalogue", "document"))


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim["key"])
def test_every_chain_ends_in_this_claim_or_in_a_known_origin(claim: Table):
    said = {one["key"] for one in claim["attribution"]}
    for one in claim["attribution"]:
        for key in one.get("rests_on", ()):
            assert key.removeprefix("origin:") in (by_key("origins", "origin") if key.startswith("origin:") else said - {one["key"]})


def test_relations_join_known_claims():
    keys = {claim["key"] for claim in CLAIMS}
    for claim in CLAIMS:
        for relation in claim.get("relation", ()):
            assert relation["to"] in keys - {claim["key"]}
            assert relation["kind"] in RelationKind.values and relation["reason"]


def test_codes_are_those_of_the_lexicons():
    assert {claim["act"] for claim in CLAIMS} <= set(table_of("lexicon_acts"))
    assert {claim["affected"] for claim in CLAIMS} <= set(table_of("lexicon_groups"))
    units = {row["quantity"]["unit"] for row in (*CLAIMS, *ANSWERS) if "quantity" in row}
    assert units <= set(table_of("lexicon_units"))


def test_every_document_of_the_catalogue_has_a_publisher_a_date_and_how_it_is_known():
    for document in rows("catalogue", "document"):
        assert document["source"] in by_key("sources", "source")
        assert parse(document["published"]).edtf
        assert document["basis"] in {DateBasis.STATED, DateBasis.INFERRED, DateBasis.HUMAN}


def test_nothing_is_catalogued_or_named_that_nobody_cites():
    cited = {said.get("document") for _claim, said in SAYINGS} | {row["document"] for row in (*ANSWERS, *DEMANDS)}
    cited |= {denial["document"] for claim in CLAIMS for denial in claim.get("denial", ())}
    assert set(by_key("catalogue", "document")) <= cited

    heard = {said["speaker"] for _claim, said in SAYINGS} | {demand["demander"] for demand in DEMANDS}
    heard |= {denial["speaker"] for claim in CLAIMS for denial in claim.get("denial", ())}
    heard |= {document["source"] for document in rows("catalogue", "document")}
    assert set(by_key("sources", "source")) <= heard


def test_sources_and_origins_are_of_known_kinds():
    assert {source["kind"] for source in rows("sources", "source")} <= set(SourceKind.values)
    for origin in rows("origins", "origin"):
        assert OriginKind(origin["kind"]).is_countable
        assert origin["holder"] in by_key("sources", "source")


def test_the_address_of_every_body_is_the_one_its_place_gives():
    taken: list[str] = []
    for body in BODIES:
        code = code_for(kind=BodyKind(body["kind"]), place=body["place"], taken=taken)
        taken.append(code)
        assert code in {body["key"], ""}


def test_every_answer_is_of_a_known_body_with_date_grade_and_document():
    posts = {(body["key"], post["title"]): post.get("holder") for body in BODIES for post in body.get("post", ())}
    for row in ANSWERS:
        for actor in row.get("actors", [row.get("actor")]):
            assert actor in by_key("bodies", "body")
            assert "post" not in row or (actor, row["post"]) in posts
            assert row.get("holder") in {None, posts.get((actor, row.get("post")))}
        assert parse(row["on"]).edtf
        assert row["grade"] in set(Grade)
        assert row["type"] in set(DeedType if row["is"] == "deed" else ResponseType)
        assert row["document"] in by_key("catalogue", "document")
        assert row.get("demand", "visas") in by_key("demands", "demand")


def test_the_sixteen_findings_of_may_2017_hold_three_deeds_one_of_them_negative():
    findings = [row for row in ANSWERS if "row" in row]
    deeds = [DeedType(row["type"]) for row in findings if row["is"] == "deed"]

    assert sorted(row["row"] for row in findings) == list(range(1, 17))
    assert len(deeds) == 3
    assert [deed for deed in deeds if deed.is_negative] == [DeedType.VISA_REFUSED]


def test_no_number_is_the_sum_of_others():
    canada = {claim["key"]: claim["quantity"]["low"] for claim in CLAIMS if claim["place"] == "CA"}
    assert canada == {"canada-22": 22, "canada-31": 31, "canada-31-of-35": 31}


def test_demands_are_put_to_known_bodies_and_posts():
    posts = {f"{body['key']}/{post['title']}" for body in BODIES for post in body.get("post", ())}
    for demand in DEMANDS:
        asked = {*demand["addressees"], *demand.get("relayed_to", ())}
        assert asked and asked <= posts | set(by_key("bodies", "body"))
        assert demand["demander"] in by_key("sources", "source")


def test_nobody_is_named_in_a_text():
    """Two words with capitals beside each other are a person's name, unless they name a source, a body or their parts."""
    named = [source["name"] for source in rows("sources", "source")] + [body["name"]["en"] for body in BODIES]
    known = " | ".join([*named, "Moscow Mechanism", "OSCE States", "Arctic Council", "Chechen Republic"])
    for name, text in texts():
        words = re.sub(r"(^|[.:;?!]\s+)\w+", r"\1", text["en"])  # the first word of a sentence always has a capital
        pairs = re.findall(r"\b[A-Z]\w+ [A-Z]\w+", words)
        assert not [pair for pair in pairs if pair not in known], name


def test_only_office_holders_are_people():
    people = [source for source in rows("sources", "source") if source["kind"] in {"office-holder", "spokesperson"}]
    holders = {post.get("holder") for body in BODIES for post in body.get("post", ())}
    assert {person["name"] for person in people} <= holders
    assert all(person["office"] for person in people)


def test_the_coalition_says_that_it_is_invented():
    assert all("(demonstration)" in row["name"] for kind in ("organisation", "member") for row in rows("coalition", kind))
