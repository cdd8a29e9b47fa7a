"""Duty telephones: who adds them, how they join, that a ring carries nothing, and that one that is gone is forgotten."""

import base64
import json
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any
from uuid import uuid4

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from django.test import Client
from pytest_django.fixtures import Settings

from safeconduct.audit.models import Entry
from safeconduct.kit.clock import now
from safeconduct.outbox.actions.send_alerts import send_alerts
from safeconduct.outbox.channels.push import Rung, is_endpoint, ring
from safeconduct.outbox.models import Alert
from safeconduct.outbox.rules.retrying import PUSH_TRIES
from safeconduct.people.permissions import Role
from safeconduct.vault.format.push import public_key
from safeconduct.watch.actions.ring_due import ring_due
from safeconduct.watch.models import Telephone
from tests.factories.people import make_jonas, make_member, make_vera
from tests.factories.watching import NIGHT, make_check_in, make_team
from tests.watch.conftest import Duty

pytestmark = pytest.mark.django_db(databases=["default", "intake"])
KEY = "an invented secret of an installation"
SERVICE = "https://push.example/send/an-invented-telephone"


class Service:
    """A push service, on this machine."""

    def __init__(self) -> None:
        self.status, self.heard = 201, list[tuple[str, dict[str, str], bytes]]()
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                service.heard.append((self.path, dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(service.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_args: Any) -> None:
                """Keep the tests quiet."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    @property
    def endpoint(self) -> str:
        return f"{self.origin}/send/an-invented-telephone"


@pytest.fixture
def service(settings: Settings) -> Iterator[Service]:
    settings.CALLS_THIS_MACHINE = True
    service = Service()
    yield service
    service.server.shutdown()
    service.server.server_close()


@pytest.fixture(autouse=True)
def _switched_on(settings: Settings) -> None:
    settings.WEB_PUSH_KEY = KEY


def post(client: Client, address: str, /, **sent: Any) -> Any:
    return client.post(address, sent, content_type="application/json")


def add(client: Client, duty: Duty, **more: Any) -> Any:
    return post(client, f"/desk/watch/teams/{duty.team.pk}/telephones/", **{"id": str(uuid4()), "name": "Night telephone", **more})


def link_for(duty: Duty, **more: Any) -> str:
    keeper = Client()
    keeper.force_login(duty.malika)
    return str(add(keeper, duty, **more).json()["token"])


def make_telephone(duty: Duty, endpoint: str) -> Telephone:
    assert post(Client(), "/duty/join/", token=link_for(duty), endpoint=endpoint).status_code == 200
    return Telephone.objects.get(endpoint=endpoint)


def octets(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def claims_of(header: str) -> dict[str, Any]:
    """Check the signature of a ring as a push service does (RFC 8292), and give what it signs."""
    assert header.startswith("vapid ")
    said = dict(part.strip().split("=", 1) for part in header.removeprefix("vapid ").split(","))
    head, body, signature = said["t"].split(".")
    assert json.loads(octets(head)) == {"alg": "ES256", "typ": "JWT"}
    raw = octets(signature)
    assert len(raw) == 64
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), octets(said["k"]))
    der = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    key.verify(der, f"{head}.{body}".encode(), ec.ECDSA(SHA256()))
    assert said["k"] == public_key(KEY)
    return dict(json.loads(octets(body)))


def test_only_keepers_of_the_team_add_a_telephone_and_take_one_away(client: Client, duty: Duty):
    telephone = make_telephone(duty, SERVICE)
    ending = f"/desk/watch/teams/{duty.team.pk}/telephones/{telephone.pk}/end/"
    vera = make_vera()
    lead_elsewhere = make_member("far", roles=[Role.CASE_LEAD], organisation=vera.organisation)
    for member, status in ((duty.lev, 403), (make_jonas(), 403), (vera, 404), (lead_elsewhere, 404)):
        client.force_login(member)
        assert add(client, duty).status_code == status, member
        assert post(client, ending, id=str(telephone.pk)).status_code == status, member
    assert list(Telephone.objects.all()) == [telephone]

    client.force_login(duty.malika)
    assert add(client, duty).status_code == 200
    assert post(client, ending, id=str(uuid4())).status_code == 400
    assert post(client, ending, id=str(telephone.pk)).status_code == 200
    assert not Telephone.objects.filter(pk=telephone.pk).exists()


def test_vera_sees_no_telephone_and_nobody_sees_where_it_is_rung(client: Client, duty: Duty):
    make_telephone(duty, SERVICE)
    client.force_login(make_vera())
    assert "Night telephone" not in client.get("/desk/watch/teams/").content.decode()
    for member in (duty.malika, duty.lev):
        client.force_login(member)
        answer = client.get("/desk/watch/teams/")
        [telephone] = answer.json()["teams"][0]["telephones"]
        assert (set(telephone), telephone["is_joined"]) == ({"id", "name", "is_joined", "last_on"}, True)
        assert "push.example" not in answer.content.decode()


def test_a_link_is_told_once_and_only_its_hash_is_kept(duty: Duty):
    token = link_for(duty)
    [row] = Telephone.objects.values_list()
    assert len(token) == 32
    assert token not in repr(row)
    assert token.encode() not in repr(row).encode()


def test_a_link_works_once_for_one_telephone(duty: Duty):
    token = link_for(duty)
    telephone = Client()
    assert post(telephone, "/duty/look/", token=token).json() == {"key": public_key(KEY)}
    assert post(telephone, "/duty/join/", token=token, endpoint=SERVICE).status_code == 200
    assert post(telephone, "/duty/join/", token=token, endpoint=SERVICE).status_code == 200  # the line broke, and it was sent again
    assert Alert.objects.exclude(endpoint="").count() == 1

    assert post(telephone, "/duty/look/", token=token).json()["code"] == "link-over"
    assert post(telephone, "/duty/join/", token=token, endpoint=f"{SERVICE}-of-another").json()["code"] == "link-over"
    assert Telephone.objects.get().endpoint == SERVICE


def test_a_link_is_over_after_a_day_and_what_nobody_opened_goes(duty: Duty):
    token = link_for(duty)
    Telephone.objects.update(link_until=now() - timedelta(seconds=1))
    for address, more in (("look", {}), ("join", {"endpoint": SERVICE})):
        assert post(Client(), f"/duty/{address}/", token=token, **more).json()["code"] == "link-over"
        assert post(Client(), f"/duty/{address}/", token="never-made", **more).json()["code"] == "link-over"
    ring_due(at=now())
    assert not Telephone.objects.exists()


@pytest.mark.parametrize(
    "endpoint", ["http://push.example/x", "https://push.example:22/x", "https://user@push.example/x", "ftp://push.example/", "push.example"]
)
def test_what_is_no_push_service_is_not_kept(duty: Duty, endpoint: str):
    assert post(Client(), "/duty/join/", token=link_for(duty), endpoint=endpoint).json()["code"] == "not-a-service"
    assert not is_endpoint(endpoint)
    assert Telephone.objects.get().endpoint == ""


@pytest.mark.parametrize("endpoint", ["https://127.0.0.1/x", "https://10.0.0.5/x", "https://[::1]/x", "https://169.254.169.254/x"])
def test_no_ring_goes_into_a_private_network(endpoint: str):
    assert ring(endpoint, at=NIGHT) == Rung.SILENT


def test_whoever_is_signed_in_to_the_desk_makes_no_duty_telephone(client: Client, duty: Duty):
    token = link_for(duty)
    client.force_login(duty.lev)
    assert post(client, "/duty/look/", token=token).json()["code"] == "signed-in"
    assert post(client, "/duty/join/", token=token, endpoint=SERVICE).json()["code"] == "signed-in"


def test_a_ring_carries_nothing_and_is_signed(duty: Duty, service: Service):
    telephone = make_telephone(duty, service.endpoint)
    assert send_alerts(at=NIGHT + timedelta(days=3650)) == 1  # the first ring, so that whoever holds it hears that it works

    [(path, headers, body)] = service.heard
    assert (path, body, headers["Content-Length"]) == ("/send/an-invented-telephone", b"", "0")
    assert (headers["TTL"], headers["Urgency"], headers["Topic"]) == ("43200", "high", "desk")
    assert "Content-Encoding" not in headers
    claims = claims_of(headers["Authorization"])
    assert set(claims) == {"aud", "exp", "sub"}
    assert claims["aud"] == service.origin
    assert 0 < claims["exp"] - (NIGHT + timedelta(days=3650)).timestamp() <= 24 * 60 * 60
    said = repr((path, headers))
    for word in (duty.team.reference, duty.team.organisation, "Night", str(telephone.pk), duty.malika.reference):
        assert word not in said
    telephone.refresh_from_db()
    assert telephone.last_on == (NIGHT + timedelta(days=3650)).date()
    assert not Alert.objects.exists()


def test_a_signature_that_was_changed_is_found(service: Service):
    ring(service.endpoint, at=NIGHT)
    header = service.heard[0][1]["Authorization"]
    head, body, rest = header.split(".", 2)
    with pytest.raises(InvalidSignature):
        claims_of(f"{head}.{body[:-2]}AA.{rest}")


def test_a_telephone_rings_beside_the_mails_at_every_rung(duty: Duty, settings: Settings, tmp_path: Any):
    settings.MAIL_HOST, settings.MAIL_FOLDER = "", tmp_path
    make_telephone(duty, SERVICE)
    other = make_team(duty.malika)
    make_check_in(other, duty.malika)
    make_check_in(duty.team, duty.malika)
    seen = []
    for minutes in (29, 30, 44, 45, 60, 105):
        Alert.objects.all().delete()
        ring_due(at=NIGHT + timedelta(minutes=minutes))
        rings = Alert.objects.exclude(endpoint="")
        assert set(rings.values_list("endpoint", "to_address", "language", "reference")) <= {(SERVICE, "", "", "")}
        seen.append(rings.count())
    assert seen == [0, 1, 0, 1, 1, 1]


@pytest.mark.parametrize("status", [404, 410])
def test_a_telephone_that_is_gone_is_taken_away(duty: Duty, service: Service, status: int):
    make_telephone(duty, service.endpoint)
    service.status = status
    assert send_alerts(at=now()) == 0
    assert not Telephone.objects.exists()
    assert not Alert.objects.exists()
    assert Entry.objects.filter(kind="watch.telephone-removed", by="watch").count() == 1


@pytest.mark.parametrize("status", [403, 429, 500])
def test_what_a_service_refuses_is_tried_again_and_at_last_let_go(duty: Duty, service: Service, status: int):
    make_telephone(duty, service.endpoint)
    service.status, at = status, now()
    for number in range(PUSH_TRIES):
        assert Alert.objects.get().attempts == number
        send_alerts(at=at)
        send_alerts(at=at)  # not yet
        at += timedelta(minutes=6)
    assert len(service.heard) == PUSH_TRIES
    assert not Alert.objects.exists()
    assert Telephone.objects.get().last_on is None


def test_a_mail_server_that_fails_keeps_no_telephone_silent(duty: Duty, service: Service, settings: Settings):
    settings.MAIL_HOST, settings.MAIL_PORT, settings.MAIL_SECURITY = "127.0.0.1", 1, "none"
    make_telephone(duty, service.endpoint)
    make_check_in(duty.team, duty.malika)
    Alert.objects.all().delete()
    ring_due(at=NIGHT + timedelta(minutes=31))

    assert send_alerts(at=NIGHT + timedelta(minutes=31)) == 1
    assert len(service.heard) == 1


def test_switched_off_nothing_is_there_and_nobody_is_rung(client: Client, duty: Duty, service: Service, settings: Settings):
    make_telephone(duty, service.endpoint)
    token = link_for(duty)
    settings.WEB_PUSH_KEY = ""
    assert [client.get(address).status_code for address in ("/duty/", "/duty/worker.js")] == [404, 404]
    assert post(client, "/duty/look/", token=token).status_code == 404
    client.force_login(duty.malika)
    assert add(client, duty).json()["code"] == "no-telephones"
    assert client.get("/desk/watch/teams/").json()["heard"]["rings_telephones"] is False
    assert send_alerts(at=now()) == 0
    assert service.heard == []


def test_the_page_sets_nothing_and_asks_nobody_else(client: Client):
    for address in ("/duty/", "/duty/worker.js"):
        answer = client.get(address)
        policy = answer["Content-Security-Policy"]
        assert (answer.status_code, dict(answer.cookies)) == (200, {})
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert "Service-Worker-Allowed" not in answer
    assert "worker-src 'self'" in client.get("/duty/")["Content-Security-Policy"]
    assert client.get("/duty/worker.js")["Content-Type"].startswith("text/javascript")
    signed_in = Client()
    signed_in.force_login(make_vera())
    assert signed_in.get("/duty/").content == client.get("/duty/").content
