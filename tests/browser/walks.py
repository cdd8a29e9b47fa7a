"""What people do at the desk, step by step, as several tests need it."""

from playwright.sync_api import Locator, Page, expect


def bring_in(page: Page, text: str, *, publisher: str, title: str = "") -> None:
    """Paste a text into the crisis "north" and say who published it."""
    page.goto("/desk/north/import/")
    page.fill("[name=text]", text)
    page.get_by_role("button", name="Bring in", exact=True).click()
    page.wait_for_url("**/review/")
    page.fill("[name=source]", publisher)
    if title:
        page.fill("[name=title]", title)
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_text("worked out anew")).to_be_visible()


def card(page: Page, kind: str, number: int = 0) -> Locator:
    """Give a card of this kind, counted from the top."""
    return page.locator(f"article.card--{kind}").nth(number)


def expect_left(page: Page, number: int) -> None:
    """Wait until so many proposals are left to decide."""
    expect(page.locator("#tally")).to_contain_text(f"{number} to decide")


def finish_and_publish(page: Page) -> None:
    """Close the review and put everything that it added on the public page."""
    page.get_by_role("button", name="Finish the review").click()
    page.wait_for_url("**/added/")
    page.get_by_role("button", name="Put the chosen ones on the public page").click()
    expect(page.get_by_text("now stand on the public page")).to_be_visible()
