"""How fast is the public board with 200 governments and 10,000 responses, and how heavy is it as sent?

    python -m bench.bench_board [--governments 200] [--responses 10000] [--seconds 4] [--save]

Starts the server on a database of its own with invented answers and nginx beside it. Each page is made anew after something public
changed, and then given from memory; the board is asked for beside a file of the same bytes, one after the other, three times in turn.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import sqlite3
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from bench.report import Table, report
from bench.servers import fetch, nginx, safeconduct, views_per_second

if TYPE_CHECKING:
    from safeconduct.advocacy.models import Body, Demand

TURNS = 3
CONNECTIONS = 16
DEMANDS = 12
DEEDS = 400
BOARD = "/en/north/governments/"


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--governments", type=int, default=200)
    options.add_argument("--responses", type=int, default=10_000)
    options.add_argument("--seconds", type=int, default=4, help="of each single measurement")
    options.add_argument("--save", action="store_true", help="keep the table in bench/results.md")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-board-") as name:
        folder = Path(name)
        paths = _fill(folder / "var", chosen.governments, chosen.responses)
        with safeconduct(folder, demonstration=False) as ours:
            rows = [_row(what, ours + path, folder / "var") for what, path in paths.items()]
            body = fetch(ours + BOARD).body
            with nginx(folder, body) as theirs:
                rates = _in_turn({"ours": ours + BOARD, "nginx": f"{theirs}/page"}, chosen.seconds)
    report(_table(chosen, rows, rates), save=chosen.save)


def _row(what: str, address: str, var: Path) -> list[str]:
    """Time a page made anew, again after each change, and from memory; and weigh it."""
    anew, kept = [], []
    for _turn in range(TURNS):
        _change(var)
        anew.append(_timed(address))
        kept.append(_timed(address))
    body = fetch(address).body
    plain = gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body
    return [what, f"{median(anew):,.0f} ms", f"{median(kept):,.1f} ms", f"{len(plain) / 1000:,.0f} kB", f"{len(body) / 1000:,.1f} kB"]


def _timed(address: str) -> float:
    began = time.perf_counter()
    fetch(address)
    return (time.perf_counter() - began) * 1000


def _change(var: Path) -> None:
    """Raise the revision that the kept pages hang on, as every change does that the public could see."""
    with sqlite3.connect(var / "safeconduct.sqlite3") as database:
        database.execute("UPDATE crises_crisis SET revision = revision + 1")


def _in_turn(addresses: dict[str, str], seconds: int) -> dict[str, list[float]]:
    rates: dict[str, list[float]] = {name: [] for name in addresses}
    for _turn in range(TURNS):
        for name, address in addresses.items():
            rates[name].append(views_per_second(address, seconds=seconds, connections=CONNECTIONS, headers={}))
    return rates


def _table(chosen: argparse.Namespace, rows: list[list[str]], rates: dict[str, list[float]]) -> Table:
    ours, theirs = median(rates["ours"]), median(rates["nginx"])
    held = f"{chosen.governments:,} governments, {chosen.responses:,} responses, {DEEDS} deeds, {DEMANDS} demands, all invented."
    rate = f"{ours:,.0f} views a second; nginx with a file of the same bytes {theirs:,.0f}; ours : nginx 1 : {theirs / ours:.1f}."
    how = f"{CONNECTIONS} kept-alive connections, one worker process each; client and servers share the machine."
    notes = [f"{held} Median of {TURNS}; anew means after a change.", f"The board from memory: {rate} {how}"]
    return Table("The board", ["page", "made anew", "from memory", "plain", "as sent"], rows, notes)


def _fill(var: Path, governments: int, responses: int) -> dict[str, str]:
    """Make the database; gives the pages to ask for."""
    os.environ.update({"SAFECONDUCT_VAR": str(var), "DJANGO_SETTINGS_MODULE": "safeconduct.config.settings"})
    import django

    django.setup()
    from django.db import transaction

    from safeconduct.cli.serve import setup
    from safeconduct.theme.charts.map import outlines
    from tests.factories.advocacy import make_body
    from tests.factories.crises import make_crisis

    setup.main([], standalone_mode=False)
    chance = random.Random(7)
    codes = [*outlines("europe")["places"], *(code for code in outlines("world")["places"] if code not in outlines("europe")["places"])]
    with transaction.atomic():
        crisis = make_crisis(is_public=True)
        bodies = [make_body(crisis, f"Government of land {code}", place=code) for code in codes[:governments]]
        demands = _demand(crisis, bodies, chance)
        _answer(bodies, demands, responses, chance)
    one = f"{BOARD}{bodies[0].code}/"
    return {
        "the board": BOARD,
        "its second page": f"{BOARD}page/2/",
        "as of a day": f"{BOARD}on/2017-05-20/",
        "one government": one,
        "all demands": "/en/north/demands/",
        "one demand": f"/en/north/demands/{demands[0].reference}/",
        "the feed": f"{BOARD}feed.atom",
    }


def _demand(crisis: object, bodies: list[Body], chance: random.Random) -> list[Demand]:
    """Put each demand to half of them; ask some of those in public."""
    from safeconduct.advocacy.actions.publish_demand import publish_demand
    from safeconduct.advocacy.actions.record_ask import record_ask
    from safeconduct.advocacy.actions.write_demand import Addressed
    from safeconduct.advocacy.rules import Via
    from tests.factories.advocacy import make_demand
    from tests.factories.people import THEN

    made = []
    for number in range(DEMANDS):
        asked = [body for body in bodies if chance.random() < 0.5]
        demand = make_demand(crisis, f"Let in number {number} of those who fled.", asked=[Addressed(body) for body in asked], on="2017-04")  # type: ignore[arg-type]
        publish_demand(demand=demand, by=demand.created_by, at=THEN)
        for body in asked[:20]:
            sent = date(2017, 4, 3)
            record_ask(
                demand=demand, body=body, via=Via.LETTER, sent_on=sent, reply_due=sent + timedelta(days=20), is_public=True,
                by=demand.created_by, at=THEN,
            )  # fmt: skip
        made.append(demand)
    return made


def _answer(bodies: list[Body], demands: list[Demand], responses: int, chance: random.Random) -> None:
    """Write the answers straight into the tables: ten thousand actions would take longer than all that is measured."""
    from safeconduct.advocacy.models import Deed, DeedText, Response, ResponseText
    from safeconduct.advocacy.rules import DeedType, Grade, ResponseType
    from tests.factories.evidence import make_source
    from tests.factories.people import THEN

    by = bodies[0].created_by
    source = make_source(bodies[0].crisis)
    for model, text, kinds, count in ((Response, ResponseText, list(ResponseType), responses), (Deed, DeedText, list(DeedType), DEEDS)):
        parent = model.__name__.lower()
        rows = [
            model(
                reference=f"{'RE' if model is Response else 'DD'}-{number:06}", crisis=bodies[0].crisis, actor=chance.choice(bodies),
                type=chance.choice(kinds), grade=Grade.STATED, reported_by=source, demand=chance.choice([None, *demands]),
                on=str(date(2017, 3, 1) + timedelta(days=chance.randrange(300))),
                published_at=THEN, published_by=by, recorded_at=THEN, recorded_by=by,
            )
            for number in range(count)
        ]  # fmt: skip
        model.objects.bulk_create(rows, batch_size=500)  # type: ignore[arg-type]  # each its own
        words = [(row, f"Land {row.actor.code} said or did this, as a paper told.") for row in rows]
        given = {"language": "en", "is_original": True, "written_at": THEN, "written_by": by}
        texts = [text(**{parent: row}, text=said, **given) for row, said in words]
        text.objects.bulk_create(texts, batch_size=500)  # type: ignore[arg-type]  # each its own


if __name__ == "__main__":
    main()
