"""Every template of the theme: it compiles, it is clean under the content security policy, it speaks in our voice."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory
from django.utils import translation

from safeconduct.theme.templatetags.ui import direction, drawing, has_number, language_addresses
from tests.theme import examples

HOME = Path("safeconduct/theme/templates")
NAMES = sorted(str(path.relative_to(HOME)) for path in HOME.rglob("*.html"))
PAGES = [name for name in NAMES if not name.startswith("django/")]
FAILURES = ["theme/400.html", "theme/403.html", "theme/404.html", "theme/500.html", "theme/csrf_failure.html"]


@pytest.mark.parametrize("name", PAGES)
def test_a_template_compiles(name: str) -> None:
    assert get_template(name).render is not None


@pytest.mark.parametrize("name", NAMES)
def test_a_template_holds_no_style_no_script_and_no_foreign_address(name: str) -> None:
    source = (HOME / name).read_text(encoding="utf-8")

    assert not re.findall(r'\sstyle="|<style|\son[a-z]+="|javascript:|https?://', source)
    assert all("src=" in script for script in re.findall(r"<script[^>]*>", source))


@pytest.mark.parametrize("name", [name for name in PAGES if name.startswith("ui/")])
def test_a_component_says_what_it_takes(name: str) -> None:
    assert (HOME / name).read_text(encoding="utf-8").startswith("{% comment %}\n")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_style_guide_shows_every_component(language: str) -> None:
    with translation.override(language):
        page = render_to_string("theme/styleguide.html", examples.context())

    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in page
    assert "built/desk.rtl.css" in page if language == "ar" else "built/desk.css" in page
    for part in (
        "stamp--corroborated",
        "number__said",
        "quotation__words",
        "govuk-error-summary",
        "moj-timeline",
        "moj-side-navigation",
        "<svg ",
    ):
        assert part in page


def test_the_style_guide_includes_every_component() -> None:
    sources = [(HOME / name).read_text(encoding="utf-8") for name in ("theme/styleguide.html", "theme/base.html", "theme/desk.html")]
    included = set(re.findall(r'include "(ui/[a-z_]+\.html)"', "".join(sources)))

    # The form renderer and a form's own rendering put these on the page.
    assert {name for name in PAGES if name.startswith("ui/")} - included == {"ui/error_summary.html", "ui/field.html"}


@pytest.mark.parametrize("name", FAILURES)
def test_a_failure_says_what_happened_what_is_safe_and_what_to_do(name: str) -> None:
    page = render_to_string(name)

    assert len(re.findall(r'<p class="govuk-body">', page)) >= 3
    assert "built/public.css" in page


def test_a_number_without_source_or_date_says_so() -> None:
    page = render_to_string("ui/figure.html", {"said": "about 45"})

    assert "source not stated" in page
    assert "undated" in page


def test_what_a_document_says_is_escaped() -> None:
    page = render_to_string("ui/quotation.html", {"words": "<script>alert(1)</script>", "source": "<b>"})

    assert "<script>" not in page
    assert "<b>" not in page


def test_a_page_is_one_link_away_in_each_language() -> None:
    request = RequestFactory().get("/en/crisis/northland/")

    links = language_addresses({"request": request})  # type: ignore[arg-type]

    assert [link["address"] for link in links if link["code"] == "ar"] == ["/ar/crisis/northland/"]
    assert [link["code"] for link in links if link["is_here"]] == ["en"]


def test_a_page_without_a_language_in_its_address_offers_none() -> None:
    assert language_addresses({"request": RequestFactory().get("/desk/")}) == []  # type: ignore[arg-type]


def test_only_a_drawing_of_ours_is_put_on_a_page_unescaped() -> None:
    with pytest.raises(ValueError, match="not a drawing"):
        drawing("<script>")


def test_a_language_gives_its_direction_and_an_unknown_one_leaves_it_to_the_words() -> None:
    assert [direction(language) for language in ("ar", "en", "und", "")] == ["rtl", "ltr", "auto", "auto"]


def test_number_columns_are_named_by_their_place() -> None:
    assert [has_number("2, 12", column) for column in (1, 2, 12)] == [False, True, True]
