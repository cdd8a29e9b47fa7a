"""The invented hotline: its channels, the requests that came in, and what colleagues have answered so far.

Everything is sealed here as the browsers of the cast and of the people who ask would seal it; the server's own actions take it in.
"""

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings

from safeconduct.ask.actions.finish_file import finish_file
from safeconduct.ask.actions.open_box import open_box
from safeconduct.ask.rules import PART_SIZE
from safeconduct.demo.paper.picture import picture
from safeconduct.demo.tables import Table, rows
from safeconduct.demo.telling.keys import Keyed
from safeconduct.demo.telling.sealing import Sealed, seal_vault, write_record
from safeconduct.intake.actions.answer_request import answer_request
from safeconduct.intake.actions.open_channel import open_channel
from safeconduct.intake.models import Channel, IntakeFile, Message
from safeconduct.intake.receiving import Text
from safeconduct.kit.arriving import Arriving
from safeconduct.vault.format.cards import make_card
from safeconduct.vault.format.codes import new_secret, source_keys
from safeconduct.vault.format.files import seal_file
from safeconduct.vault.format.messages import seal_message, write_answer, write_request
from safeconduct.vault.format.records import moment_of

Cast = Mapping[str, Keyed]


@dataclass(frozen=True, slots=True)
class Line:
    """A channel and its vault, to which people seal."""

    channel: Channel
    sealed: Sealed


def tell_hotline(cast: Cast, *, at: datetime) -> None:
    """Open the channels as Amina, the first steward, and let the requests come in; ``at`` is now, before which everything happened."""
    lines = {row["slug"]: _open(row, cast, at) for row in rows("hotline", "channel")}
    for line in lines.values():
        _write_templates(line, cast["amina"], at)
    for row in rows("hotline", "request"):
        _ask(row, lines[row["channel"]], cast, at)


def _open(row: Table, cast: Cast, at: datetime) -> Line:
    amina, channel = cast["amina"], uuid4()
    sealed = seal_vault("channel", [amina, *(cast[holder] for holder in row["holders"] if holder != "amina")], at=at)
    card, signed = make_card(
        channel=channel,
        slug=row["slug"],
        vault=sealed.vault.pk,
        epoch=1,
        recipient=sealed.recipient,
        signer=amina.member.reference,
        seed=amina.keys.bundle.seed,
        signer_key=amina.keys.public.signing_key,
        vouching=None,
    )
    texts = [Text(language, said["name"], said["line"], said["closed_line"]) for language, said in row["texts"].items()]
    opened = open_channel(
        id_=channel, vault=sealed.vault.pk, slug=row["slug"], texts=texts, card=card, signature=signed, by=amina.member, at=at
    )
    opened.is_demonstration = True
    opened.save(update_fields=["is_demonstration"])
    return Line(opened, sealed)


def _ask(row: Table, line: Line, cast: Cast, at: datetime) -> None:
    """Let a request come in as a browser with scripts sends it, and a colleague answer it if one has."""
    asked = at - timedelta(minutes=row["ago"])
    keys = source_keys(new_secret(), settings.INSTANCE_ID)  # the words are thrown away: nobody is there to come back
    files = [_attach(line, asked)] if row.get("attachment") else []
    message = write_request(
        text=row["text"],
        answers={"danger": row["danger"], "needs": row["needs"], "hours": row["hours"]},
        at=moment_of(asked),
        reply=keys.recipient,
        language=row["language"],
        files=files,
    )
    laid = uuid4()
    open_box(
        channel=line.channel,
        token_hash=keys.token_hash,
        message=laid,
        blob=seal_message(line.sealed.recipient, message),
        files=[UUID(file) for file, _digest in files],
        sealed_by="browser",
        on=asked.date(),
    )
    if row.get("answer"):
        message_laid = Message.objects.get(pk=laid)
        later = asked + timedelta(minutes=40)
        _answer(row=row, line=line, by=cast[row["by"]], message=message_laid, reply=keys.recipient, at=later)


def _write_templates(line: Line, by: Keyed, at: datetime) -> None:
    """Lay answers to begin with into a channel, as a colleague wrote them some days ago."""
    for row in rows("hotline", "template"):
        body = {part: row[part] for part in ("language", "kind", "title", "text")}
        write_record(line.sealed, kind="channel.template", record=uuid4(), body=body, by=by, at=at - timedelta(days=6))


def _attach(line: Line, asked: datetime) -> tuple[str, str]:
    sealed = io.BytesIO()
    seal_file(io.BytesIO(picture()), sealed, name="picture.png", type="image/png", recipient=line.sealed.recipient)
    content, file = sealed.getvalue(), uuid4()
    digest = hashlib.sha256(content)
    IntakeFile.objects.create(id=file, channel=line.channel, length=len(content), begun_on=asked.date())
    arriving = Arriving(Path(settings.INTAKE_FILES), file, len(content), PART_SIZE)
    for number in range(arriving.parts):
        arriving.keep(number, content[number * PART_SIZE : (number + 1) * PART_SIZE])
    finish_file(id=file, digest=digest.digest())
    return str(file), digest.hexdigest()


def _answer(*, row: Table, line: Line, by: Keyed, message: Message, reply: str, at: datetime) -> None:
    """Answer the person, keep a copy for the colleagues, and mark the request as waiting for the person."""
    answer, said = uuid4(), write_answer(text=row["answer"], at=moment_of(at), reply_to=line.sealed.recipient)
    answer_request(mailbox=message.mailbox, id_=answer, blob=seal_message(reply, said), by=by.member, at=at)
    card = {
        "danger": row["danger"],
        "needs": row["needs"],
        "language": row["language"],
        "state": "waiting",
        "holder": by.member.reference,
        "to": "",
        "seen": 2,
    }
    mailbox = message.mailbox_id
    write_record(line.sealed, kind="request.card", record=mailbox, body=card, by=by, at=at)
    copy = {"mailbox": str(mailbox), "text": row["answer"], "question": True, "language": row["language"]}
    write_record(line.sealed, kind="request.answer", record=answer, body=copy, by=by, at=at)
