"""How fast is sealing, in both halves of the format, and is a bomb refused for next to nothing?

    python -m bench.bench_sealing [--seconds 1] [--save]

Both halves do the same in the same run, one after the other, so that their ratio means something on a busy machine. The browser's half runs
in Node.js, which has the same engine as Chromium but no page to draw.
"""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from bench.report import Table, report

ROOT = Path(__file__).resolve().parent.parent
VAULT = UUID("00010203-0405-4607-8809-0a0b0c0d0e0f")
LARGE = 8 * 1024 * 1024
IN_MEGABYTES = {"seal a file", "open a file"}
SAID = {
    "seal a record": "seal a record of 200 bytes",
    "open a record": "open it",
    "seal a grant": "seal a grant and sign it",
    "open a grant": "open it",
    "seal a message": "seal a message of 1 KiB",
    "open a message": "open it",
    "seal a file": "seal a file of 8 MiB, MB/s",
    "open a file": "open it, MB/s",
    "read eight words": "read eight words",
    "keys of a code": "keys of a code (19 MiB)",
    "keys of a passphrase": "keys of a passphrase (128 MiB)",
    "look at a message": "look at a sealed message from outside",
    "refuse a bomb": "refuse a header of 2,000 stanzas",
}


def rate(work: Callable[[], object], seconds: float) -> float:
    """Give how often this is done in a second, after it was done once."""
    work()
    began, done = time.perf_counter(), 0
    while time.perf_counter() - began < seconds:
        work()
        done += 1
    return done / (time.perf_counter() - began)


def python_half(seconds: float) -> dict[str, float]:
    """Measure our half."""
    return {what: rate(work, seconds) for what, work in work_of_python().items()}


def work_of_python() -> dict[str, Callable[[], object]]:
    """Give what is measured, by its name."""
    from safeconduct.vault.format import codes, files, grants, messages, records, roots, signing, staff

    root = bytes(range(32))
    identity = roots.vault_identity(root, VAULT, 1)
    recipient = roots.recipient_of(identity)
    record = {"vault": VAULT, "epoch": 1, "type": "request.card", "record": VAULT, "version": 1}
    blob = records.seal_record(root, **record, data=bytes(200))
    answer = messages.write_answer(text="x" * 700, at="2026-11-23T04:51Z", reply_to=recipient)
    message = messages.seal_message(recipient, answer)
    grant = {"vault": VAULT, "epoch": 1, "member": "ME-AM1NA0"}
    seed = signing.new_seed()
    granted, _ = grants.seal_grant(root, **grant, recipient=recipient, seed=seed)
    large = bytes(LARGE)
    sealed = io.BytesIO()
    files.seal_file(io.BytesIO(large), sealed, name="a.jpg", type="image/jpeg", recipient=recipient)
    secret = codes.new_secret()
    words = " ".join(codes.words_of(secret))
    return {
        "seal a record": lambda: records.seal_record(root, **record, data=bytes(200)),
        "open a record": lambda: records.open_record(root, blob, **record),
        "seal a grant": lambda: grants.seal_grant(root, **grant, recipient=recipient, seed=seed),
        "open a grant": lambda: grants.open_grant(identity, granted, **grant),
        "seal a message": lambda: messages.seal_message(recipient, answer),
        "open a message": lambda: messages.open_message(identity, message),
        "seal a file": lambda: files.seal_file(io.BytesIO(large), io.BytesIO(), name="a.jpg", type="image/jpeg", recipient=recipient),
        "open a file": lambda: files.open_file(identity, io.BytesIO(sealed.getvalue())),
        "read eight words": lambda: codes.read_code(words),
        "keys of a code": lambda: codes.source_keys(secret, "bench"),
        "keys of a passphrase": lambda: staff.derive("six words", bytes(16)),
        **looks(message),
    }


def looks(message: bytes) -> dict[str, Callable[[], object]]:
    """Give what the server does with what strangers send: look at it from outside."""
    from safeconduct.vault.format import ages

    header = message[: message.index(b"--- ")]
    stanza = b"\n".join(header.split(b"\n")[1:3]) + b"\n"
    bomb = ages.FIRST_LINE + stanza * 2000 + message[len(header) :]

    def refused() -> None:
        try:
            ages.check_age(bomb)
        except ages.NotAge:
            return
        raise AssertionError("a bomb was taken")

    return {"look at a message": lambda: ages.check_message(message), "refuse a bomb": refused}


def browser_half(seconds: float) -> dict[str, float]:
    """Let Node.js measure the other half."""
    done = subprocess.run(["node", "bench/sealing.mjs", str(seconds)], cwd=ROOT, capture_output=True, text=True, check=True)
    rates: dict[str, float] = json.loads(done.stdout)
    return rates


def rows_of(python: dict[str, float], browser: dict[str, float]) -> list[list[str]]:
    """Give one row for each measurement."""
    return [[SAID[what], said(what, here), said(what, browser.get(what)), ratio(here, browser.get(what))] for what, here in python.items()]


def said(what: str, times: float | None) -> str:
    """Write how often something is done in a second, or how many megabytes."""
    if times is None:
        return ""
    figure = times * LARGE / 1e6 if what in IN_MEGABYTES else times
    return f"{figure:,.1f}" if figure < 100 else f"{figure:,.0f}"


def ratio(here: float, there: float | None) -> str:
    """Write how many times as fast our half is."""
    return f"{here / there:.1f}" if there else ""


def main() -> None:
    """Measure, print, and keep the table if asked."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seconds", type=float, default=1.0)
    arguments.add_argument("--save", action="store_true")
    given = arguments.parse_args()
    rows = rows_of(python_half(given.seconds), browser_half(given.seconds))
    notes = [f"One process each, {given.seconds:g} s a measurement. Looking and refusing is what the server does before anything else."]
    report(Table("Sealing and opening, a second", ["what", "Python", "Node.js", "ratio"], rows, notes), save=given.save)


if __name__ == "__main__":
    main()
