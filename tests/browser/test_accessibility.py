"""The demonstration, page by page: nothing that keeps anybody out, nothing that the content policy had to stop."""

from datetime import UTC, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from safeconduct.advocacy.models import Demand
from safeconduct.crises.models import Crisis
from safeconduct.demo.actions.load_demonstration import load_demonstration
from safeconduct.evidence.models import Claim, Document
from safeconduct.evidence.models.documents import DocumentState
from safeconduct.people.models import Member
from tests.browser.conftest import Visit

LOADED_AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SERIOUS = {"serious", "critical"}
PHONE, WIDE = 320, 1280


@pytest.fixture
def crisis(transactional_db: None) -> Crisis:
    """Give the crisis of the demonstration."""
    load_demonstration(at=LOADED_AT)
    return Crisis.objects.get(slug="chechnya-2017")


def barriers(page: Page) -> list[str]:
    """Name what axe finds serious or critical on the page."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found if one["impact"] in SERIOUS]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True, databases=["default", "intake", "signing"])
def test_no_page_of_the_demonstration_keeps_anybody_out(visit: Visit, crisis: Crisis) -> None:
    claim = Claim.objects.filter(crisis=crisis, published_at__isnull=False).order_by("pk").first()
    waiting = Document.objects.filter(crisis=crisis, state=DocumentState.READ).order_by("pk").first()
    demand = Demand.objects.filter(crisis=crisis).first()
    assert claim is not None and waiting is not None and demand is not None and claim.attributions.exists()
    source = claim.attributions.order_by("pk")[0].speaker
    public = ["/en/", "", "claims/", f"claims/{claim.reference}/", "timeline/", "governments/", "governments/LT/"]
    desk = [
        "/desk/",
        "/desk/search/?q=visa",
        "",
        "import/",
        "documents/",
        f"documents/{waiting.reference}/",
        f"documents/{waiting.reference}/review/",
        "claims/",
        f"claims/{claim.reference}/",
        "sources/",
        f"sources/{source.reference}/",
        "demands/",
        f"demands/{demand.reference}/",
        "answers/",
    ]
    lev, vera = Member.objects.get(handle="lev"), Member.objects.get(handle="vera")
    keys = [
        "/desk/members/",
        "/desk/members/invite/",
        "/desk/members/travel/",
        f"/desk/members/{lev.reference}/alarm/",
        f"/desk/members/{lev.reference}/remove/",
        f"/desk/members/organisations/{vera.organisation.reference}/cut-off/",
        "/desk/sealed/",
        "/desk/join/",
    ]
    nobody, ines, amina = visit(), visit(Member.objects.get(handle="ines")), visit(Member.objects.get(handle="amina"))
    walk = [(nobody, _under("/en/chechnya-2017/", place)) for place in public]
    walk += [(nobody, "/ar/chechnya-2017/"), (nobody, "/desk/sign-in/")]
    walk += [(ines, _under("/desk/chechnya-2017/", place)) for place in desk]
    walk += [(amina, place) for place in keys]

    found: dict[str, list[str]] = {}
    for page, place in walk:
        for width in (WIDE, PHONE):
            page.set_viewport_size({"width": width, "height": 900})
            answer = page.goto(place)
            assert answer is not None and answer.status == 200, place
            wide: int = page.evaluate("document.documentElement.scrollWidth")
            problems = barriers(page) if width == WIDE else []
            problems += [f"{wide} wide on a screen of {width}"] if wide > width else []
            if problems:
                found.setdefault(place, []).extend(problems)

    assert found == {}


def _under(root: str, place: str) -> str:
    return place if place.startswith("/") else root + place
