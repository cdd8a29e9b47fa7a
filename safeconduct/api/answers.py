"""How the interface answers: JSON that any program may read, and one shape for everything that is wrong (RFC 9457)."""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError, InterfaceError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.request import UnreadablePostError
from django.views.decorators.csrf import csrf_exempt

from safeconduct.kit.refusals import Refused

PROBLEM = "application/problem+json"
View = Callable[..., HttpResponse | dict[str, Any]]


class NotTaken(Refused):
    """The request cannot be taken; ``fields`` says of each field what is wrong, as a word for programs."""

    def __init__(self, status: HTTPStatus, code: str, sentence: str, *, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.status, self.code, self.fields = status, code, dict(fields or {})


def answers(*methods: str) -> Callable[[View], Callable[..., HttpResponse]]:
    """Let a view give a ``dict`` and raise ``NotTaken`` or ``Http404``. What is read may be read by any page of anybody."""
    allowed = [*methods, *(["HEAD"] if "GET" in methods else []), "OPTIONS"]

    def decorate(view: View) -> Callable[..., HttpResponse]:
        @csrf_exempt  # no cookie means anything here: who may send says so with a token
        @wraps(view)
        def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "OPTIONS":
                return _opened(HttpResponse(status=HTTPStatus.NO_CONTENT), allowed)
            if request.method not in allowed:
                return _opened(problem(HTTPStatus.METHOD_NOT_ALLOWED, "method", "This address does not take that."), allowed)
            return _opened(_asked(view, request, *args, **kwargs), allowed)

        answering.talks = True  # type: ignore[attr-defined]  # see kit.talking
        return answering

    return decorate


def problem(status: HTTPStatus, code: str, sentence: str, *, fields: Mapping[str, str] | None = None) -> HttpResponse:
    """Say what is wrong: a sentence for a person, a word for a program, and of each field a word."""
    said: dict[str, Any] = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": int(status), "detail": sentence}
    said["code"] = code
    if fields:
        said["fields"] = dict(fields)
    answer = JsonResponse(said, status=status, content_type=PROBLEM)
    answer["Cache-Control"] = "no-store"
    return answer


def _asked(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    try:
        given = view(request, *args, **kwargs)
    except Refused as refused:
        answer = problem(HTTPStatus(refused.status), refused.code, str(refused), fields=getattr(refused, "fields", None))
        if refused.status == HTTPStatus.UNAUTHORIZED:
            answer["WWW-Authenticate"] = "Bearer"
        if refused.status in {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}:
            answer["Retry-After"] = "10"
        return answer
    except Http404:
        return problem(HTTPStatus.NOT_FOUND, "not-there", "There is nothing here that everybody may see.")
    except (RequestDataTooBig, UnreadablePostError):
        return problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too-large", "This is more than is taken here.")
    except (DatabaseError, InterfaceError):
        return problem(HTTPStatus.SERVICE_UNAVAILABLE, "not-now", "Nothing can be read or kept at the moment. Try again in some seconds.")
    return JsonResponse(given) if isinstance(given, dict) else given


def _opened(answer: HttpResponse, methods: Sequence[str]) -> HttpResponse:
    """Let pages of anybody read what is here for everybody; no page can send a token, since that header is not allowed to it."""
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer.setdefault("Cache-Control", "public, max-age=15")
    if answer.status_code in {HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NO_CONTENT}:
        answer["Allow"] = ", ".join(methods)
        answer["Access-Control-Allow-Methods"] = ", ".join(method for method in methods if method != "POST")
    return answer
