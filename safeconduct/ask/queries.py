"""What the pages show."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from safeconduct.ask.access import box_of, no_box
from safeconduct.ask.rules import spoken_in
from safeconduct.intake.models import Channel, ChannelText, Mailbox, Message
from safeconduct.vault.format.errors import NotSealed
from safeconduct.vault.format.messages import open_message
from safeconduct.vault.format.roots import is_recipient


@dataclass(frozen=True, slots=True)
class ChannelShown:
    """A channel as the person who asks meets it."""

    slug: str
    name: str
    line: str
    closed_line: str
    language: str
    is_open: bool
    is_demonstration: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """What lies behind a token: answers, newest first; nothing at all where there is no box."""

    box: Mailbox | None
    channel: Channel
    answers: list[Message]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as it is read; without text if it does not open."""

    text: str
    day: date | None
    reply_to: str


def channel_shown(channel: Channel, language: str) -> ChannelShown:
    """Say a channel in the language of the page, else in Russian for Chechen, else in English, else as it is."""
    texts: dict[str, ChannelText] = {text.language: text for text in channel.texts.all()}
    order = [language, spoken_in(language), "en", *sorted(texts)]
    text = next((texts[code] for code in order if code in texts), None)
    return ChannelShown(
        slug=channel.slug,
        name=text.name if text else channel.slug,
        line=text.line if text else "",
        closed_line=text.closed_line if text else "",
        language=text.language if text else "",
        is_open=channel.state == "open",
        is_demonstration=channel.is_demonstration,
    )


def opened_by(token_hash: bytes) -> Opened:
    """Give what a token opens. A token without a box asks the database the same questions.

    :raises Http404: if there is no channel at all
    """
    box, channel = box_of(token_hash)
    answers = Message.objects.filter(mailbox_id=box.id if box else no_box(), direction="out").order_by("-sequence")
    return Opened(box, channel, list(answers))


def read_answers(opened: Opened, identity: str) -> list[Answer]:
    """Open the answers, newest first."""
    return [_read(bytes(message.blob), identity) for message in opened.answers]


def reply_address(answers: list[Answer], otherwise: str) -> str:
    """Give to whom a further message is sealed: whoever answered last, else the channel."""
    return next((answer.reply_to for answer in answers if answer.reply_to), otherwise)


def has_message(id_: UUID) -> bool:
    """Tell whether a message has arrived already."""
    return Message.objects.filter(id=id_).exists()


def _read(blob: bytes, identity: str) -> Answer:
    try:
        said = open_message(identity, blob)
        text, moment, reply_to = str(said["text"]), str(said["at"]), str(said["reply_to"])
        day = datetime.fromisoformat(moment).date()
    except (NotSealed, KeyError, ValueError):
        return Answer("", None, "")
    return Answer(text, day, reply_to if is_recipient(reply_to) else "")
