"""The style guide in a real browser: accessible, nothing wider than the screen, nothing asked of anybody else."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template.loader import render_to_string
from django.utils import translation

from tests.theme import examples
from tests.theme.browser.conftest import Open


def guide(language: str, appearance: str) -> str:
    """Write the guide in one language and mode."""
    with translation.override(language):
        direction = "rtl" if language == "ar" else "ltr"
        return render_to_string("theme/styleguide.html", {**examples.context(direction), "appearance": appearance})


@pytest.mark.parametrize(("language", "appearance", "width"), [("en", "light", 320), ("en", "dark", 1280), ("ar", "light", 1280)])
def test_no_rule_of_accessibility_is_broken(open_page: Open, language: str, appearance: str, width: int) -> None:
    page = open_page(guide(language, appearance))
    page.set_viewport_size({"width": width, "height": 900})
    page.wait_for_selector("body.govuk-frontend-supported")

    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})

    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_is_wider_than_the_screen(open_page: Open, language: str, width: int) -> None:
    page = open_page(guide(language, "light"))
    page.set_viewport_size({"width": width, "height": 900})

    assert page.evaluate("document.documentElement.scrollWidth") <= width
