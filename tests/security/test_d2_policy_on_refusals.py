"""D2: the policy is on every answer that a browser may show, those of requests too that are refused before any view is asked."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "host", "status"),
    [("/desk/sign-in/", "elsewhere.example", 400), ("/desk/sealed/", "elsewhere.example", 400), ("/nowhere", "localhost", 404)],
)
def test_a_refusal_has_the_policy(address: str, host: str, status: int):
    answer = Client(headers={"host": host}).get(address, follow=True)

    assert answer.status_code == status
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"


def test_a_form_from_elsewhere_is_refused_with_the_policy():
    answer = Client(enforce_csrf_checks=True).post("/desk/sign-in/", {"handle": "amina"})

    assert answer.status_code == 403
    assert "default-src 'none'" in answer["Content-Security-Policy"]
