"""Read what a program sends as a signature: JSON, of known fields, each of its kind."""

import hashlib
import json
import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest

from safeconduct.api.answers import NotTaken
from safeconduct.signing.rules.kinds import Consent

MOST_BYTES = 16 * 1024
TEXTS = ("name", "mail", "country", "postcode", "visibility", "language")
LONGEST_TEXT = 1000
UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")
IDEMPOTENCY = re.compile(r"[!-~]{8,128}")
CONSENTS = frozenset(consent.value for consent in Consent)


def bearer_of(request: HttpRequest) -> str:
    """Give the token that stands in the request, or nothing."""
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def repeat_key(request: HttpRequest, key_reference: str) -> str:
    """Give what makes the same request, sent again with the same ``Idempotency-Key``, the same signature; nothing without one.

    :raises NotTaken: if the header is not 8 to 128 plain signs
    """
    given = request.headers.get("Idempotency-Key", "")
    if not given:
        return ""
    if not IDEMPOTENCY.fullmatch(given):
        raise NotTaken(HTTPStatus.BAD_REQUEST, "idempotency-key", "Idempotency-Key takes 8 to 128 signs of ASCII without blanks.")
    return hashlib.sha256(f"{key_reference}\0{given}".encode()).hexdigest()[:48]


def fields_in(request: HttpRequest) -> dict[str, Any]:
    """Give the fields of a signature: texts by name, and ``consent`` as a list.

    :raises NotTaken: if it is no JSON object, or a field is of another kind or unknown
    """
    if request.content_type != "application/json":
        raise NotTaken(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "not-json", "Send application/json.")
    if len(request.body) > MOST_BYTES:
        raise NotTaken(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too-large", "A signature takes 16 kB at most.")
    try:
        values = json.loads(request.body)
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict):
        raise NotTaken(HTTPStatus.BAD_REQUEST, "not-json", "Send one JSON object.")
    if problems := _problems(values):
        raise NotTaken(HTTPStatus.UNPROCESSABLE_ENTITY, "fields", "Some fields cannot be taken as they are.", fields=problems)
    return {**{name: values[name] for name in TEXTS if name in values}, "consent": values.get("consents", [])}


def _problems(values: Mapping[str, Any]) -> dict[str, str]:
    problems = {name: "not-text" for name in TEXTS if name in values and not _is_text(values[name])}
    consents = values.get("consents", [])
    if not isinstance(consents, list) or len(consents) > len(CONSENTS) or not all(isinstance(one, str) for one in consents):
        problems["consents"] = "not-a-list"
    elif not set(consents) <= CONSENTS:
        problems["consents"] = "unknown"
    if set(values) - {*TEXTS, "consents"}:
        problems["body"] = "unknown-field"
    return problems


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_TEXT and not UNKEEPABLE.search(value)
