"""A browser for the tests of the sealed desk: everything it sends is written down, and its profile can be looked through."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page, Request

from safeconduct.drill.marks import Form, Mark, forms_of_secret
from safeconduct.drill.scanner import Hit, Scanner


@dataclass
class Wire:
    """Every address, header and body that pages sent, in order."""

    sent: list[tuple[str, bytes]] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        """Write down what this page and its workers send from now on."""
        page.context.on("request", self._keep)

    def _keep(self, request: Request) -> None:
        headers = "\n".join(f"{name}: {value}" for name, value in request.headers.items())
        where = f"{request.method} {request.url}"
        self.sent.append((where, f"{where}\n{headers}\n\n".encode() + (request.post_data_buffer or b"")))

    def hits(self, scanner: Scanner) -> list[Hit]:
        """Give everything that the scanner finds in what was sent."""
        return [hit for where, data in self.sent for hit in scanner.in_bytes(data, where)]

    def posts_to(self, path: str) -> list[bytes]:
        """Give what was posted to addresses that end in this."""
        return [data for where, data in self.sent if where.startswith("POST ") and where.split("?")[0].endswith(path)]


def scanner_for(texts: dict[str, str], secrets: dict[str, bytes] | None = None) -> Scanner:
    """Give a scanner for texts and for secret bytes, each under the name of what it is, in every form that the drill knows."""
    more: list[Form] = [form for what, secret in (secrets or {}).items() for form in forms_of_secret(what, secret)]
    return Scanner([Mark(what, text) for what, text in texts.items()], more)


def told(hits: Iterable[Hit]) -> list[str]:
    """Say what was found and where, for the message of a failing test."""
    return sorted({f"{hit.form.mark.where} ({hit.form.how}) in {hit.place}" for hit in hits})


def kept_by(page: Page) -> dict[str, object]:
    """Give everything that a page's site has put into the browser."""
    found: dict[str, object] = page.evaluate(
        """async () => ({
            local: {...localStorage},
            session: {...sessionStorage},
            databases: (await indexedDB.databases()).map((one) => one.name),
            caches: await caches.keys(),
            workers: (await navigator.serviceWorker.getRegistrations()).length,
            cookie: document.cookie,
            state: JSON.stringify(history.state),
            title: document.title,
            name: window.name,
        })"""
    )
    return found


def files_with(folder: Path, scanner: Scanner) -> list[str]:
    """Say which files of a browser's profile hold what must not be there."""
    return told(scanner.in_folder(folder))
