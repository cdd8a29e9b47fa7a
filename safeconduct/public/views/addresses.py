"""Where things are on the public pages, for drawings and feeds, which are made without knowing."""

from collections.abc import Callable

from django.conf import settings
from django.urls import reverse


def government_address(language: str, slug: str, *, site: str = "") -> Callable[[str, str], str]:
    """Give the function from a body's code and an anchor on its page (``""`` for its top) to the address."""

    def address(code: str, anchor: str) -> str:
        page = site + reverse("public:government", args=[language, slug, code])
        return f"{page}#{anchor}" if anchor else page

    return address


def demand_address(language: str, slug: str, *, site: str = "") -> Callable[[str], str]:
    """Give the function from a demand's reference to the address of its page."""
    return lambda reference: site + reverse("public:demand", args=[language, slug, reference])


def answer_address(language: str, slug: str, *, site: str = "") -> Callable[[str, str], str]:
    """Give the function from a body's code and a response or deed of its (reference) to the address of that alone."""
    return lambda code, reference: site + reverse("public:answer", args=[language, slug, code, reference])


def site() -> str:
    """Give the address under which everybody reaches these pages, without a slash at its end."""
    return str(settings.PUBLIC_ADDRESS).rstrip("/")
