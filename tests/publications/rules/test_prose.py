"""The text of a part: what is a reference, what is a block, and that nothing else gets through."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.publications.rules.prose import blocks_of, paragraphs_of, plain_of, reference_link, references_of
from safeconduct.publications.rules.sheet import BlockKind, Run, RunKind

CLAIM = "CL-7Q4MZK"


def test_a_reference_keeps_its_place_in_the_words_of_its_paragraph() -> None:
    (paragraph,) = paragraphs_of(f"More than [a **hundred** men]({CLAIM}) were taken.")

    (cited,) = paragraph.cited
    assert paragraph.text == "More than a hundred men were taken."
    assert paragraph.text[cited.start : cited.end] == cited.words == "a hundred men"
    assert (cited.target, cited.is_reference) == (CLAIM, True)


def test_paragraphs_lists_and_headings_become_blocks() -> None:
    blocks = blocks_of("# Head\n\nOne\ntwo\n\n1. first\n\n   more of it\n2. second\n   - inner\n3. third\n\n- plain")

    said = [(block.kind, "".join(run.text for run in block.runs), block.number) for block in blocks]
    assert said == [
        (BlockKind.HEADING, "Head", 0),
        (BlockKind.PARAGRAPH, "One two", 0),
        (BlockKind.ITEM, "first", 1),
        (BlockKind.ITEM, "more of it", 0),
        (BlockKind.ITEM, "second", 2),
        (BlockKind.ITEM, "inner", 0),
        (BlockKind.ITEM, "third", 3),
        (BlockKind.ITEM, "plain", 0),
    ]


def test_emphasis_and_addresses_are_runs() -> None:
    (block,) = blocks_of("A *b* **c** [d](https://d.example) e", BlockKind.MODEL)

    assert block.kind is BlockKind.MODEL
    assert [run for run in block.runs if run.text.strip() in {"b", "c", "d"}] == [
        Run("b", RunKind.EMPHASIS),
        Run("c", RunKind.STRONG),
        Run("d", RunKind.LINK, "https://d.example"),
    ]


@pytest.mark.parametrize("html", ["<script>alert(1)</script>", "<b>x</b>", "<img src=x>", "&lt;b&gt;", "<!-- x -->"])
def test_html_comes_out_as_the_characters_it_is_written_with(html: str) -> None:
    (block,) = blocks_of(html)

    assert {run.kind for run in block.runs} == {RunKind.PLAIN}


@pytest.mark.parametrize("target", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd"])
def test_a_link_that_would_run_something_is_no_link(target: str) -> None:
    (block,) = blocks_of(f"[x]({target})")

    assert {run.kind for run in block.runs} == {RunKind.PLAIN}


def test_there_are_no_pictures() -> None:
    (block,) = blocks_of("![a](https://p.example/x.png)")

    assert plain_of("![a](https://p.example/x.png)") == "!a"
    assert block.runs[-1].kind is RunKind.LINK


def test_a_reference_in_small_letters_is_the_same_reference() -> None:
    assert [link.target for link in references_of("[x](cl-7q4mzk) [y](DE-7Q4MZK) [z](PU-7Q4MZK)")] == [CLAIM, "DE-7Q4MZK"]


@given(st.text(max_size=300))
def test_any_text_can_be_read_and_its_links_lie_in_its_words(text: str) -> None:
    for paragraph in paragraphs_of(text):
        for cited in paragraph.cited:
            assert paragraph.text[cited.start : cited.end] == cited.words


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=60))
def test_a_link_made_ready_is_read_again_with_the_same_words(words: str) -> None:
    (link,) = references_of(f"Word {reference_link(words, CLAIM)} word")

    assert link.target == CLAIM
    assert link.words == words
