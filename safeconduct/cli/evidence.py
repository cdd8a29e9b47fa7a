"""Commands of the evidence desk: bring documents in, score the rules, make the index anew."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
from django.conf import settings

from safeconduct.advocacy.search import index_every_demand
from safeconduct.crises.access import crises_for
from safeconduct.crises.models import Crisis
from safeconduct.evidence.actions.capture_document import capture_document, refuse_if_too_large
from safeconduct.evidence.fetching import fetch
from safeconduct.evidence.models import Level
from safeconduct.evidence.reading.score import render, score
from safeconduct.evidence.search.entries import index_everything
from safeconduct.kit.clock import now
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


@dataclass(frozen=True, slots=True)
class Given:
    """One thing named on the command line: a file, an address, or what comes in on standard input (``-``)."""

    name: str
    way: str = "command"


@click.command("import")
@click.argument("what", nargs=-1, required=True, metavar="PATH|URL|-…")
@click.option("--crisis", "slug", help="Address of the crisis; may be left out where there is only one.")
@click.option("--by", "handle", required=False, help="Sign-in name of the member who brings them in.")
@click.option("--ours", is_flag=True, help="Keep them to our own organisation.")
def import_(what: tuple[str, ...], slug: str | None, handle: str | None, ours: bool) -> None:  # noqa: FBT001 — a click flag
    """Bring documents in: files, folders, addresses, or - for standard input. The same bytes are taken once."""
    member = _member(handle)
    crisis = _crisis(member, slug)
    level = Level.ORGANISATION if ours else Level.COALITION
    given = list(_given(what))
    new = known = refused = 0
    with click.progressbar(given, label="Bringing in", item_show_func=lambda one: one.name if one else "", file=sys.stderr) as bar:
        lines = []
        for one in bar:
            try:
                data, declared_type, address = _bytes(one)
                captured = capture_document(
                    crisis=crisis,
                    data=data,
                    way="address" if address else "command",
                    by=member,
                    at=now(),
                    name=address or Path(one.name).name,
                    declared_type=declared_type,
                    address=address,
                    level=level,
                )
            except (Refused, OSError) as refusal:
                refused += 1
                lines.append(f"✗ {one.name}: {_sentence(refusal)}")
                continue
            document = captured.document
            new, known = new + captured.is_new, known + (not captured.is_new)
            state = "already here" if not captured.is_new else document.problem or f"{document.proposals.count()} proposals"
            lines.append(f"{'✓' if captured.is_new else '='} {one.name}: {document.reference}, {state}")
    click.echo("\n".join(lines))
    click.echo(f"{new} taken in, {known} already here, {refused} refused.")
    click.echo(f"Review them at /desk/{crisis.slug}/documents/")
    if refused:
        raise SystemExit(1)


def _sentence(refusal: Exception) -> str:
    return (refusal.strerror or "cannot be read") + "." if isinstance(refusal, OSError) else str(refusal)


def _given(what: tuple[str, ...]) -> Iterator[Given]:
    for name in what:
        path = Path(name)
        if name != "-" and not name.startswith(("http://", "https://")) and path.is_dir():
            yield from (Given(str(inside)) for inside in sorted(path.rglob("*")) if inside.is_file() and not inside.name.startswith("."))
        else:
            yield Given(name)


def _bytes(one: Given) -> tuple[bytes, str, str]:
    """Give the bytes, what they were called, and the address they came from."""
    if one.name.startswith(("http://", "https://")):
        page = fetch(one.name, most_bytes=settings.LARGEST_CAPTURE)
        return page.data, page.declared_type, page.address
    if one.name == "-":
        return sys.stdin.buffer.read(settings.LARGEST_CAPTURE + 1), "", ""
    refuse_if_too_large(Path(one.name).stat().st_size)
    return Path(one.name).read_bytes(), "", ""


def _member(handle: str | None) -> Member:
    if handle:
        member = Member.objects.filter(handle=handle).first()
        if member is None:
            raise click.ClickException(f"Nobody signs in as “{handle}”. Name a member with --by.")
        return member
    members = list(Member.objects.filter(grants__role="researcher", organisation__left_on__isnull=True, is_active=True).order_by("pk")[:2])
    if len(members) != 1:
        raise click.ClickException("Say who brings them in: --by SIGN-IN-NAME.")
    return members[0]


def _crisis(member: Member, slug: str | None) -> Crisis:
    crises = [crisis for crisis in crises_for(member) if slug in {None, crisis.slug}]
    if len(crises) == 1:
        return crises[0]
    if slug:
        raise click.ClickException(f"{member.handle} takes part in no crisis at “{slug}”.")
    choices = ", ".join(crisis.slug for crisis in crises) or "none yet"
    raise click.ClickException(f"Say which crisis they belong to: --crisis ADDRESS ({choices}).")


@click.group("evidence")
def evidence() -> None:
    """Commands of the evidence desk."""


@evidence.command("score")
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="GOLD_DIR")
def score_(gold: Path) -> None:
    """Compare what the rules propose with hand annotations; docs/reference/gold.md describes their form."""
    click.echo(render(score(gold)))


@evidence.command("index")
def index() -> None:
    """Make the search index anew from the registers."""
    index_everything()
    index_every_demand()
    click.echo("The index was made anew.")
