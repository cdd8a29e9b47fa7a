"""JSON in and out, for addresses that a client asks instead of a person: what is taken is typed, every refusal has the same shape.

A view marked ``talks`` gives a ``dict`` (or an answer of its own, where it sends a file) and raises ``Refused`` or ``Http404``.
What goes wrong is answered ``{"problem": sentence, "code": word}``.
"""

import base64
import binascii
import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import wraps
from http import HTTPStatus
from typing import Any
from uuid import RFC_4122, UUID

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.request import UnreadablePostError
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from safeconduct.kit.refusals import Refused

UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")  # no database keeps them
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})?")
LARGEST_WHOLE_NUMBER = 2**31 - 1
MOST_IN_A_LIST = 1000


class NotUnderstood(Refused):
    """What came is not what this address takes; answered 400."""

    status, code = HTTPStatus.BAD_REQUEST, "not-understood"
    sentence = _("The server did not understand what was sent. Nothing was changed.")


class TooLarge(Refused):
    """More came than this address takes; answered 413."""

    status, code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too-large"
    sentence = _("This is larger than may be kept here. Nothing was changed.")


class Overtaken(Refused):
    """Somebody was faster; answered 409 with what stands there now."""

    status, code = HTTPStatus.CONFLICT, "overtaken"
    sentence = _("Somebody changed this in the meantime. What you wrote is still here; look at what stands there now.")

    def __init__(self, current: Mapping[str, Any]) -> None:
        super().__init__()
        self.current = current


def talks(view: Callable[..., HttpResponseBase | dict[str, Any]]) -> Callable[..., HttpResponse]:
    """Let the view give a ``dict``; answer it, or what was refused, as JSON that nobody keeps. Doors answer such a view in JSON too."""

    @wraps(view)
    def talking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            given = view(request, *args, **kwargs)
        except Refused as refused:
            given = problem(
                refused.status, refused.code, str(refused), **({"current": refused.current} if isinstance(refused, Overtaken) else {})
            )
        except Http404:
            given = not_there()
        except RequestDataTooBig:
            given = problem(TooLarge.status, TooLarge.code, str(TooLarge.sentence))
        except UnreadablePostError:
            given = problem(NotUnderstood.status, NotUnderstood.code, str(NotUnderstood.sentence))
        answer = JsonResponse(given) if isinstance(given, dict) else given
        answer["Cache-Control"] = "no-store"
        return answer  # type: ignore[return-value]  # a stream of a file is answered as it is

    talking.talks = True  # type: ignore[attr-defined]
    return talking


def problem(status: int, code: str, sentence: str, **more: Any) -> JsonResponse:
    """Answer that something is wrong: a sentence for a person, a word for the client."""
    return JsonResponse({"problem": sentence, "code": code, **more}, status=status)


def not_there() -> JsonResponse:
    """Answer that there is nothing; whether something is hidden is not told."""
    return problem(HTTPStatus.NOT_FOUND, "not-there", str(_("There is nothing here, or nothing for you.")))


def too_old() -> JsonResponse:
    """Answer a page whose form token is not good any longer."""
    sentence = _("This page has grown too old. Nothing was changed; load it again and repeat what you did.")
    return problem(HTTPStatus.FORBIDDEN, "token", str(sentence))


class Given:
    """What a client sent, read by name and kind; anything else is refused.

    Every method raises ``NotUnderstood`` where the value is missing or of another kind.
    """

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values

    def text(self, name: str, *, most: int = 500, may_be_empty: bool = False) -> str:
        """Give a text of at most ``most`` characters, without null characters and halves of characters."""
        value = self._values.get(name, "" if may_be_empty else None)
        if not isinstance(value, str) or len(value) > most or UNKEEPABLE.search(value) or not (value or may_be_empty):
            raise NotUnderstood
        return value

    def whole(self, name: str, *, least: int = 0, most: int = LARGEST_WHOLE_NUMBER) -> int:
        """Give a whole number between the bounds."""
        value = self._values.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise NotUnderstood
        return value

    def octets(self, name: str, *, length: int | None = None, may_be_empty: bool = False) -> bytes:
        """Give bytes from base64 (standard alphabet, padded), of exactly ``length`` if that is given."""
        value = self._values.get(name, "" if may_be_empty else None)
        try:
            data = base64.b64decode(value, validate=True) if isinstance(value, str) else None
        except (binascii.Error, ValueError):
            data = None
        if data is None or base64_of(data) != value or length not in {None, len(data)} or not (data or may_be_empty):
            raise NotUnderstood
        return data

    def hexadecimal(self, name: str, *, length: int) -> bytes:
        """Give ``length`` bytes from small hexadecimal letters."""
        value = self._values.get(name)
        if not isinstance(value, str) or len(value) != 2 * length or set(value) - set("0123456789abcdef"):
            raise NotUnderstood
        return bytes.fromhex(value)

    def uuid(self, name: str) -> UUID:
        """Give an id: a version-4 UUID, 36 small letters."""
        return uuid4_from(self._values.get(name))

    def slug(self, name: str, *, most: int = 40) -> str:
        """Give a word that can stand in an address: small letters, digits, hyphens between them."""
        value = self.text(name, most=most)
        if not SLUG.fullmatch(value):
            raise NotUnderstood
        return value

    def language(self, name: str) -> str:
        """Give a language's tag, such as ``ru``."""
        value = self.text(name, most=8)
        if not LANGUAGE.fullmatch(value):
            raise NotUnderstood
        return value

    def day(self, name: str) -> date:
        """Give a day, written ``2026-11-23``."""
        try:
            return date.fromisoformat(self.text(name, most=10))
        except ValueError:
            raise NotUnderstood from None

    def moment(self, name: str) -> datetime:
        """Give a moment, written ``2026-11-23T04:51Z``: to the minute, in UTC."""
        try:
            return datetime.strptime(self.text(name, most=17), "%Y-%m-%dT%H:%MZ").replace(tzinfo=UTC)
        except ValueError:
            raise NotUnderstood from None

    def yes_or_no(self, name: str) -> bool:
        """Give whether something is so."""
        value = self._values.get(name)
        if not isinstance(value, bool):
            raise NotUnderstood
        return value

    def is_none(self, name: str) -> bool:
        """Tell whether a value is there and is nothing: ``null``."""
        return name in self._values and self._values[name] is None

    def texts(self, name: str, *, most: int = MOST_IN_A_LIST) -> list[str]:
        """Give a list of short texts."""
        return [Given({"one": value}).text("one") for value in self._list(name, most)]

    def uuids(self, name: str, *, most: int = MOST_IN_A_LIST) -> list[UUID]:
        """Give a list of ids."""
        return [uuid4_from(value) for value in self._list(name, most)]

    def pairs(self, name: str, *, most: int = MOST_IN_A_LIST) -> list[tuple[UUID, int]]:
        """Give a list of pairs: an id and a whole number from 0."""
        values = self._list(name, most)
        if not all(isinstance(value, list) and len(value) == 2 for value in values):  # noqa: PLR2004 — a pair
            raise NotUnderstood
        return [(uuid4_from(id_), Given({"number": number}).whole("number")) for id_, number in values]

    def each(self, name: str, *, most: int = MOST_IN_A_LIST) -> list["Given"]:
        """Give a list of objects, each to be read in its turn."""
        values = self._list(name, most)
        if not all(isinstance(value, dict) for value in values):
            raise NotUnderstood
        return [Given(value) for value in values]

    def inner(self, name: str) -> "Given":
        """Give an object within the object."""
        value = self._values.get(name)
        if not isinstance(value, dict):
            raise NotUnderstood
        return Given(value)

    def _list(self, name: str, most: int) -> list[Any]:
        value = self._values.get(name)
        if not isinstance(value, list) or len(value) > most:
            raise NotUnderstood
        return value


def given_by(request: HttpRequest) -> Given:
    """Read the request's body, one JSON object.

    :raises NotUnderstood: if it is anything else
    """
    try:
        values = json.loads(request.body)
    except (ValueError, RecursionError):
        raise NotUnderstood from None
    if not isinstance(values, dict):
        raise NotUnderstood
    return Given(values)


def uuid4_from(value: Any) -> UUID:
    """Read an id as it stands in JSON.

    :raises NotUnderstood: if it is not a version-4 UUID in 36 small letters; other versions tell the time or the machine
    """
    try:
        found = UUID(value) if isinstance(value, str) else None
    except ValueError:
        found = None
    if found is None or str(found) != value or found.version != 4 or found.variant != RFC_4122:  # noqa: PLR2004 — the random kind
        raise NotUnderstood
    return found


def base64_of(data: bytes | memoryview) -> str:
    """Write bytes as they stand in JSON."""
    return base64.b64encode(data).decode()
