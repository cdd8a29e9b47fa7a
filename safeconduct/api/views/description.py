"""The description of the interface, for programs that read such."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest

from safeconduct.api.answers import answers
from safeconduct.api.queries import site
from safeconduct.kit.doors import opens_to_everyone

FILE = Path(__file__).resolve().parent.parent / "openapi.json"


@opens_to_everyone
@answers("GET")
def openapi(_request: HttpRequest) -> dict[str, Any]:
    """Give the description (OpenAPI 3.1), with the address of this installation."""
    return {**_described(), "servers": [{"url": site("/api/v1")}]}


@cache
def _described() -> dict[str, Any]:
    described: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return described
