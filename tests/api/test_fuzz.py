"""Whatever is sent to the interface or to the form, the server says what is wrong and never that it is broken itself.

Requests are made from the description (schemathesis), such as it allows and such as it does not; answers are held to the description.
"""

import json
from typing import Any
from urllib.parse import quote

import jsonschema_rs
import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.generation import GenerationMode

from safeconduct.api.views.description import FILE
from safeconduct.petitions.models import Campaign
from tests.api.stage import key_for, open_campaign, stop_clock

pytestmark = [pytest.mark.django_db(databases=["default", "signing"]), pytest.mark.slow]
DESCRIBED: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
OPERATIONS: dict[str, Any] = {}
for found in schemathesis.openapi.from_dict(DESCRIBED).get_all_operations():
    operation: Any = found
    OPERATIONS[operation.ok().definition.raw["operationId"]] = operation.ok()
BOUNDED = settings(
    max_examples=10,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def campaign(monkeypatch: pytest.MonkeyPatch) -> Campaign:
    stop_clock(monkeypatch)
    return open_campaign()


@pytest.mark.parametrize(
    "name, mode",
    [
        *((name, GenerationMode.POSITIVE) for name in sorted(OPERATIONS)),
        *((name, GenerationMode.NEGATIVE) for name in sorted(set(OPERATIONS) - {"openapi"})),  # that one takes nothing to get wrong
    ],
)
def test_every_answer_is_one_that_is_described(client: Client, campaign: Campaign, name: str, mode: GenerationMode):
    client.raise_request_exception = False
    operation, token = OPERATIONS[name], key_for(campaign)
    statuses = set()

    @BOUNDED
    @given(case=operation.as_strategy(generation_mode=mode), is_real=st.booleans(), has_key=st.booleans())
    def ask(case: Any, is_real: bool, has_key: bool) -> None:
        answer = _sent(client, case, campaign if is_real else None, token if has_key else "")
        statuses.add(answer.status_code)
        assert answer.status_code != 500, case.body
        if str(answer.status_code) in operation.definition.raw["responses"]:
            _hold(answer, operation.definition.raw["responses"][str(answer.status_code)])

    ask()

    assert statuses <= {int(code) for code in operation.definition.raw["responses"]} | {301, 404}, statuses
    assert 404 in statuses or name in {"openapi", "sign"}


def _sent(client: Client, case: Any, campaign: Campaign | None, token: str) -> Any:
    """Send a request as the case says, to a real campaign half of the time."""
    given = {str(key): str(value) for key, value in (case.path_parameters or {}).items()}
    if campaign is not None:
        given |= {"reference": campaign.reference, "slug": "north"}
    path = case.operation.path
    for key, value in given.items():
        path = path.replace("{" + key + "}", quote(value, safe="", errors="replace"))
    headers = {str(key): str(value).encode("latin-1", "replace").decode("latin-1") for key, value in (case.headers or {}).items()}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    body = json.dumps(case.body, default=str) if isinstance(case.body, (dict, list, str, int, float, bool, type(None))) else b""
    kind = case.media_type or "application/json"
    return client.generic(case.method, f"/api/v1{path}", data=body, content_type=kind, headers=headers)


def _hold(answer: Any, described: dict[str, Any]) -> None:
    """Hold an answer to what is described: its kind and its shape."""
    kind = answer["Content-Type"].partition(";")[0]
    assert kind in described["content"], (answer.status_code, kind)
    schema = {**described["content"][kind]["schema"], "components": DESCRIBED["components"]}
    assert jsonschema_rs.is_valid(schema, answer.json()), answer.json()


ODD = st.one_of(
    st.text(max_size=200),
    st.sampled_from(
        ["", "\x00", "a" * 5000, "=1+1", "\u202eabc", "\ud800", "ada@signers.example", "SE", "public", "counted", "'; --", "%s%n"]
    ),
)
FIELDS = ("name", "mail", "country", "postcode", "visibility", "ticket", "website", "proof", "language", "other")


@pytest.mark.parametrize("page", ["sign", "widget"])
def test_whatever_is_sent_to_the_form_it_is_answered(client: Client, campaign: Campaign, page: str):
    client.raise_request_exception = False
    path = f"/en/north/petitions/{campaign.slug}/{page}/"

    @BOUNDED
    @given(fields=st.dictionaries(st.sampled_from(FIELDS), ODD), consents=st.lists(ODD, max_size=6))
    def send(fields: dict[str, str], consents: list[str]) -> None:
        body = {name: value.encode("utf-8", "surrogatepass") for name, value in fields.items()}
        answer = client.post(path, {**body, "consent": [one.encode("utf-8", "surrogatepass") for one in consents]})
        assert answer.status_code in {200, 302, 303, 400, 403, 409, 422, 429, 503}, (answer.status_code, fields, consents)

    send()


@pytest.mark.parametrize("page", ["sign", "widget"])
@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json", "text/plain", "nonsense"]
)
def test_whatever_bytes_are_sent_to_the_form_they_are_answered(client: Client, campaign: Campaign, page: str, kind: str):
    client.raise_request_exception = False
    path = f"/en/north/petitions/{campaign.slug}/{page}/"

    @settings(BOUNDED, max_examples=6)
    @given(
        body=st.one_of(
            st.binary(max_size=400), st.sampled_from([b"", b"name=%ff%fe", b"--x\r\n\r\n\r\n--x--", b"a&" * 5000, b"%", b"name=\x00"])
        )
    )
    def send(body: bytes) -> None:
        assert client.post(path, data=body, content_type=kind).status_code < 500

    send()
