"""What a browser may do on pages with a policy of their own: those that handle keys, scripts apart from any page, pages in frames."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.constants import NONE, SELF
from csp.decorators import csp
from django.http import HttpRequest, HttpResponse

# Only scripts of ours, none of them made from text: whatever would put text into the page as markup is refused by the browser itself.
SEALED: dict[str, Any] = {
    "default-src": [NONE],
    "script-src": [SELF, "'wasm-unsafe-eval'"],
    "worker-src": [SELF],
    "connect-src": [SELF],
    "style-src": [SELF],
    "font-src": [SELF],
    "img-src": [SELF, "blob:"],
    "frame-src": ["blob:"],
    "manifest-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
    "require-trusted-types-for": ["'script'"],
    "trusted-types": ["safeconduct"],
}
# The page of a duty telephone: as strict, and with nothing but one script, one worker and one style.
DUTY: dict[str, Any] = {
    "default-src": [NONE],
    "script-src": [SELF],
    "worker-src": [SELF],
    "connect-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF],
    "font-src": [SELF],
    "form-action": [NONE],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
    "require-trusted-types-for": ["'script'"],
    "trusted-types": ["safeconduct"],
}
# Its worker shows one sentence: it asks nobody for anything.
DUTY_WORKER: dict[str, Any] = {"default-src": [NONE], "frame-ancestors": [NONE]}
# A worker obeys the policy that came with its own file.
STATIC = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; frame-ancestors 'none'"

# A page that others may frame: it shows, and nothing in it runs, sends or fetches.
FRAMED = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"

# The form of a petition in a frame on somebody's page: it sends to us alone, and the page around it can read nothing of it.
SIGNED_IN_FRAME = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; worker-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors *"
)


def obeys(policy: dict[str, Any]) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Send what a view gives with this policy instead of the one of every page."""

    def mark(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        return wraps(view)(csp(policy)(view))  # type: ignore[return-value]  # what the view gave

    return mark


def handles_keys(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Send a page with the strict policy, and let no cache keep it, not even the browser's own."""
    strict = csp(SEALED)(view)

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        given: Any = strict(request, *args, **kwargs)
        given["Cache-Control"] = "no-store"
        return given  # type: ignore[no-any-return]  # what the view gave

    return answer


def forgetting_all(answer: HttpResponse) -> HttpResponse:
    """Ask the browser to forget everything of this site: whoever takes the computer next finds nothing."""
    answer["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return answer


def with_static_policy(headers: Any, _path: str, _url: str) -> None:
    """Add the policy to a file of ours as it is served; whitenoise calls this."""
    headers["Content-Security-Policy"] = STATIC
