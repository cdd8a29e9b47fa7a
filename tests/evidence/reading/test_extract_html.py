"""Web pages: what is text, what its place says of it, what the page says of itself."""

import pytest

from safeconduct.evidence.reading.errors import NoText
from safeconduct.evidence.reading.extract import extract
from safeconduct.evidence.reading.read import read_document
from safeconduct.evidence.reading.shapes import DateBasis, Extraction, Role

PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Two men flown out | The Harbour Gazette</title>
<meta property="og:site_name" content="The Harbour Gazette">
<meta property="article:modified_time" content="2019-03-05T10:15:00+01:00">
<link rel="canonical" href="https://gazette.example/two-men">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"Organization","name":"x"},
{"@type":"NewsArticle","headline":"Two men flown out","datePublished":"2019-03-04T10:15:00+01:00","author":[{"@type":"Person",
"name":"Mara Quill"}]}]}</script>
<style>p{color:red}</style><script>document.write("<p>written by a script</p>")</script></head><body>
<div id="cookie-consent"><p>We use cookies to improve our website.</p><button>Accept all</button></div>
<header><a href="/">The Harbour Gazette</a><nav><ul><li><a href="/n">News</a></li></ul></nav></header>
<main class="with-sidebar"><article><h1>Two men flown out of Eastland</h1>
<p class="byline">By <span class="author">Mara Quill</span></p><p><time datetime="2019-03-04">4 March 2019</time></p>
<figure><img src="x.jpg" alt=""><figcaption>The airport at Port Amber.</figcaption></figure>
<p>Northland has flown two men out of Eastland after they were beaten by police, its foreign minister said on Monday.</p>
<p>At least 30 men<!-- a note --> have been detained since January, according to the rights group Open Door, which met them.</p>
<div class="share-buttons"><a href="#">Share on Facebook</a></div>
<aside class="related"><h3>Read also</h3><ul><li><a href="/c">Ten million for the harbour</a></li></ul></aside>
<h2>Denials</h2>
<p>The interior ministry of Eastland denied the reports on Monday.<br>It did not answer questions about the ten men in its cells.</p>
<blockquote><p>Nobody has been detained. There are no such people here.</p></blockquote>
<ul><li>The group asks for visas without delay.</li></ul>
<noscript><p>Please enable scripts</p></noscript><template><p>never shown</p></template>
<p style="display: none">Hidden words</p>
</article>
<section id="comments"><div itemtype="http://schema.org/Comment"><p>My cousin lives there and he is afraid.</p></div></section>
</main><footer><p>© 2019 The Harbour Gazette</p></footer></body></html>"""


@pytest.fixture(scope="module")
def page() -> Extraction:
    return extract(PAGE.encode())


def _hint(page: Extraction, beginning: str) -> str:
    return next(block.hint for block in page.blocks if block.text.startswith(beginning))


def test_scripts_styles_and_templates_are_never_text(page: Extraction) -> None:
    text = " ".join(block.text for block in page.blocks)

    for part in ("color:red", "written by a script", "enable scripts", "never shown", "schema.org", "a note"):
        assert part not in text


def test_text_around_a_comment_in_the_source_is_whole(page: Extraction) -> None:
    assert any(block.text.startswith("At least 30 men have been detained") for block in page.blocks)


@pytest.mark.parametrize(
    ("beginning", "hint"),
    [
        ("We use cookies", "aside"),
        ("Accept all", "button"),
        ("The Harbour Gazette", "header"),
        ("News", "nav"),
        ("Two men flown out of", "h1"),
        ("By Mara Quill", "byline"),
        ("4 March", "time"),
        ("The airport", "figcaption"),
        ("Northland has", "p"),
        ("Share on", "nav"),
        ("Ten million", "aside"),
        ("Denials", "h2"),
        ("Nobody has", "blockquote"),
        ("The group asks", "li"),
        ("Hidden words", "hidden"),
        ("My cousin", "comment"),
        ("© 2019", "footer"),
    ],
)
def test_the_place_of_a_text_is_told(page: Extraction, beginning: str, hint: str) -> None:
    assert _hint(page, beginning) == hint


def test_the_main_part_is_voted_for(page: Extraction) -> None:
    votes = {block.text[:12]: block.is_main for block in page.blocks}

    assert votes["Northland ha"] is True
    assert votes["Ten million "] is False


def test_what_the_page_says_of_itself_is_read(page: Extraction) -> None:
    assert (page.title, page.author, page.publisher) == ("Two men flown out", "Mara Quill", "The Harbour Gazette")
    assert (page.address, page.language) == ("https://gazette.example/two-men", "en-GB")
    assert dict(page.declared_dates)["2019-03-04"] in {"published: datePublished in the page's JSON-LD", "mentioned: a time element"}
    assert dict(page.declared_dates)["2019-03-05"].startswith("modified")


def test_a_page_becomes_a_reading() -> None:
    reading = read_document(PAGE.encode())
    roles = {reading.text[block.start : block.end][:14]: block.role for block in reading.blocks}

    assert (reading.title, reading.kind, reading.languages) == ("Two men flown out of Eastland", "news", ("en",))
    assert (reading.published.edtf, reading.published.basis) == ("2019-03-04", DateBasis.STATED)
    assert roles["My cousin live"] is Role.COMMENT
    assert roles["Hidden words"] is Role.NAVIGATION
    assert roles["Nobody has bee"] is Role.QUOTE
    assert roles["It did not ans"] is Role.BODY


def test_a_date_in_the_head_of_the_page_is_only_a_page_date() -> None:
    page = PAGE.replace('<p><time datetime="2019-03-04">4 March 2019</time></p>', "").replace("datePublished", "dateModified")
    page = page.replace("<header>", "<header><p>Sunday, 18 March 2018</p>")

    assert read_document(page.encode()).published.basis is DateBasis.PAGE_HEADER


@pytest.mark.parametrize(
    "page",
    [
        "<html><head><style>p{}</style><script>go()</script></head><body><div id=root></div></body></html>",
        "<html><body><nav><a href=/>Home</a></nav><footer>About us</footer></body></html>",
        "<html><body></body></html>",
        "<html>" + "<div>" * 100_000 + "words of the men in the cells",
    ],
)
def test_a_page_without_text_of_its_own_is_refused(page: str) -> None:
    with pytest.raises(NoText, match="browser"):
        extract(page.encode())


def test_a_page_cut_off_is_read_with_a_warning() -> None:
    page = extract(PAGE[: PAGE.index("<h2>Denials")].encode())

    assert any(block.text.startswith("At least 30") for block in page.blocks)
    assert "breaks off" in page.warnings[0]


@pytest.mark.parametrize(
    "frame", ["div class='page-with-sidebar'", "div id='menu-wrapper'", "div style='display:none'", "section class='comments'"]
)
def test_the_frame_around_a_whole_page_does_not_make_it_furniture(frame: str) -> None:
    text = "".join(f"<p>The ministry said on day {day} that the men in its cells were well.</p>" for day in range(5))
    inside = f"<{frame}><h1>What the ministry said</h1>{text}</{frame.split(maxsplit=1)[0]}>"
    page = f"<html><body>{inside}<p class='sidebar'>Fair begins late</p></body></html>"

    roles = [block.role for block in read_document(page.encode()).blocks]

    assert roles == [Role.TITLE, *[Role.BODY] * 5, Role.NAVIGATION]


def test_broken_data_about_the_page_is_passed_over() -> None:
    data = '<script type="application/ld+json">{"@type": "NewsArticle", </script>'
    page = f"<html><head>{data}</head><body><p>The men are well, they say.</p></body></html>"

    assert [block.text for block in extract(page.encode()).blocks] == ["The men are well, they say."]
