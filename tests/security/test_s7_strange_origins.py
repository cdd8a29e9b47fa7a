"""S7: what a browser says about where a form comes from is no address at times; that is a refusal, and no failure."""

import pytest
from django.test import Client

from tests.ask.conftest import intake, person, seed  # noqa: F401 — fixtures

pytestmark = pytest.mark.django_db(databases=["default", "intake"])


@pytest.mark.parametrize("header", ["origin", "referer"])
@pytest.mark.parametrize("said", ["http://[bad", "null", "http://testserver.evil.example/", "http://testserver@evil.example/"])
def test_a_form_that_names_no_page_of_ours_is_refused(person: Client, header: str, said: str):  # noqa: F811
    answer = person.post("/sealed/destroy/", {"what": "box"}, content_type="application/json", headers={header: said})

    assert answer.status_code == 403
