"""Tomas takes in a file of posts, finds one and corrects it, in a browser without scripts; then nothing keeps anybody out."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from safeconduct.advocacy.models import Post
from tests.browser.conftest import Visit
from tests.factories.crises import make_crisis
from tests.factories.people import make_tomas
from tests.factories.popolo import popolo_bytes

PHONE = 390
SERIOUS = {"serious", "critical"}
PICTURES = os.environ.get("SAFECONDUCT_PICTURES", "")  # a folder, to look at the pages afterwards


def looked_at(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


@pytest.mark.django_db(transaction=True, databases=["default", "intake"])
def test_a_file_is_taken_in_and_a_post_is_corrected_without_scripts(visit: Visit, tmp_path: Path) -> None:
    crisis = make_crisis()
    file = tmp_path / "ministers.json"
    file.write_bytes(popolo_bytes(80, seats=20))
    page = visit(make_tomas(), scripts=False)

    page.goto(f"/desk/{crisis.slug}/posts/")
    looked_at(page, "posts-empty")
    page.get_by_role("button", name="Take in a file of posts").first.click()
    page.get_by_label("File").set_input_files(file)
    page.get_by_label("Name of the source").fill("Ministers")
    looked_at(page, "posts-import")
    page.get_by_role("button", name="See what would change").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What would change")
    looked_at(page, "posts-preview")
    assert not Post.objects.exists()
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_text("The file is taken in")).to_be_visible()
    looked_at(page, "posts-list")

    page.get_by_label("Title, body or holder").fill("matter 7 exempel")
    page.get_by_role("button", name="Show", exact=True).click()
    page.get_by_role("link", name="Minister for matter 7", exact=True).click()
    page.get_by_text("Correct the latest holder").click()
    form = page.locator("form", has=page.get_by_role("button", name="Keep the holder"))
    form.get_by_label("Gender, if a public source says it").select_option("female")
    form.get_by_role("button", name="Keep the holder").click()
    expect(page.get_by_text("Sehr geehrte Frau Ministerin,")).to_be_visible()
    looked_at(page, "post")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True, databases=["default", "intake"])
def test_the_pages_of_posts_keep_nobody_out(visit: Visit, tmp_path: Path) -> None:
    crisis, tomas = make_crisis(), make_tomas()
    file = tmp_path / "ministers.json"
    file.write_bytes(popolo_bytes(80, seats=20))
    wide = visit(tomas)
    wide.goto(f"/desk/{crisis.slug}/posts/import/")
    wide.get_by_label("File").set_input_files(file)
    wide.get_by_label("Name of the source").fill("Ministers")
    wide.get_by_role("button", name="See what would change").click()
    barriers = [*_barriers(wide)]
    wide.get_by_role("button", name="Take it in").click()
    wide.wait_for_url("**/posts/")
    post = Post.objects.order_by("pk").first()
    assert post is not None

    for width in (1280, PHONE):
        page = visit(tomas, width=width)
        for name, address in {"list": "", "import": "import/", "post": f"{post.reference}/"}.items():
            page.goto(f"/desk/{crisis.slug}/posts/{address}")
            looked_at(page, f"posts-{name}-{width}")
            barriers += _barriers(page)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} at {width}"

    assert barriers == []


def _barriers(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{page.url} {one['id']}: {one['nodes'][0]['html'][:120]}" for one in found if one["impact"] in SERIOUS]
