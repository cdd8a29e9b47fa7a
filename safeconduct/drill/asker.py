"""Somebody who asks for help, as the intake's process meets them: over HTTP, with marks in everything they bring."""

import html
import http.client
import json
import re
import secrets
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

PATIENCE = 60  # seconds
BOUNDARY = "----------------drill" + secrets.token_hex(8)


class DrillStopped(RuntimeError):
    """The story could not be walked to its end; the sentence says where."""


@dataclass
class Answer:
    """What came back: status, headers, text."""

    status: int
    headers: dict[str, str]
    text: str

    def json(self) -> dict[str, Any]:
        """Read the answer as JSON."""
        read: dict[str, Any] = json.loads(self.text)
        return read


@dataclass
class Asker:
    """A browser of the simplest kind. ``headers`` go with every request; the cookie of a visit is kept while it lasts."""

    port: int
    headers: dict[str, str] = field(default_factory=dict)
    host: str = "127.0.0.1"
    cookie: str = ""

    def get(self, path: str) -> Answer:
        """Fetch a page."""
        return self._ask("GET", path, b"", "")

    def post_form(self, path: str, fields: list[tuple[str, str]]) -> Answer:
        """Send a form without files."""
        return self._ask("POST", path, urlencode(fields).encode(), "application/x-www-form-urlencoded")

    def post_files(self, path: str, fields: list[tuple[str, str]], files: list[tuple[str, str, str, bytes]]) -> Answer:
        """Send a form with files: field, name, type, content each."""
        return self._ask("POST", path, multipart(fields, files), f"multipart/form-data; boundary={BOUNDARY}")

    def post_json(self, path: str, said: dict[str, Any]) -> Answer:
        """Send what a script sends."""
        return self._ask("POST", path, json.dumps(said).encode(), "application/json")

    def post_bytes(self, path: str, content: bytes) -> Answer:
        """Send a part of a sealed file."""
        return self._ask("POST", path, content, "application/octet-stream")

    def _ask(self, verb: str, path: str, body: bytes, kind: str) -> Answer:
        headers = {**self.headers, "Host": f"{self.host}:{self.port}", "Origin": f"http://{self.host}:{self.port}"}
        if kind:
            headers["Content-Type"] = kind
        if self.cookie:
            headers["Cookie"] = self.cookie
        connection = http.client.HTTPConnection(self.host, self.port, timeout=PATIENCE)
        try:
            connection.request(verb, path, body=body, headers=headers)
            answer = connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
        finally:
            connection.close()
        if cookie := answer.getheader("Set-Cookie"):
            self.cookie = cookie.split(";", 1)[0]
        if answer.status in {302, 303} and (place := answer.getheader("Location", "")).startswith("/"):
            return self.get(place)
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, text)


def multipart(fields: list[tuple[str, str]], files: list[tuple[str, str, str, bytes]]) -> bytes:
    """Write a form with files as a browser does (RFC 7578)."""
    parts = []
    for name, value in fields:
        parts.append(f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode())
    for name, file, kind, content in files:
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\nContent-Type: {kind}\r\n\r\n'
        parts.append(head.encode() + content + b"\r\n")
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


def hidden_fields(page: str) -> dict[str, str]:
    """Give the hidden fields of a page's forms, by name."""
    found = {}
    for tag in re.findall(r"<input[^>]*type=\"?hidden\"?[^>]*>", page):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name:
            found[name[1]] = html.unescape(value[1]) if value else ""
    return found


def code_on(page: str) -> list[str]:
    """Give the words of the code that a page shows."""
    shown = re.search(r'<ol[^>]*id="code"[^>]*>(.*?)</ol>', page, re.DOTALL)
    if not shown:
        return []
    return [html.unescape(re.sub(r"<[^>]+>", "", word)).strip() for word in re.findall(r"<li[^>]*>(.*?)</li>", shown[1], re.DOTALL)]
