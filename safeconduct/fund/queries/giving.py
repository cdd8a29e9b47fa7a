"""An appeal as everybody sees it: what is asked, what came, what is promised, and the ways to give."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from babel.dates import format_datetime
from babel.numbers import format_decimal

from safeconduct.fund.access.appeals import public_appeal, public_appeals, shown_channels
from safeconduct.fund.models import Appeal, AppealText, Channel
from safeconduct.fund.queries.appeal_sums import PublicSums, public_sums
from safeconduct.fund.rules import codes
from safeconduct.fund.rules.channels import Channel as Number
from safeconduct.fund.rules.codes import NoCode
from safeconduct.fund.rules.money import digits_of
from safeconduct.fund.words import CHANNEL_NAMES, QR_TITLES
from safeconduct.kit.countries import country_names

NO_BREAK = "\u00a0"
IN_ITS_LAND = {("SEK", "sv"): "kr"}  # how a currency is written in its own language; by its code elsewhere


@dataclass(frozen=True)
class Way:
    """One way to give: its number as people know it, what is written beside it, and its code where it has one."""

    kind: str
    name: str
    number: str
    holder: str
    bic: str = ""
    message: str = ""
    ocr: str = ""
    code: str = ""  # SVG
    link: str = ""


@dataclass(frozen=True)
class Sums:
    """The public numbers as the reader's language writes them."""

    goal: str
    confirmed: str
    preliminary: str  # empty where nothing is
    together: str
    confirmed_at: str
    preliminary_at: str
    share: int
    is_reached: bool


@dataclass(frozen=True)
class Giving:
    """All that the page of an appeal shows."""

    appeal: Appeal
    title: str
    paragraphs: list[str]
    above_goal: list[str]
    language: str  # of the text
    languages: list[str]
    organisation: str
    sums: Sums
    numbers: PublicSums
    state: str  # open, past, reached, closed
    closes: str
    danger: list[str]  # names of countries
    is_undeducted: bool
    bearer: str
    second_purpose: str
    ways: list[Way]
    words: list[str]  # every spelling of the word, its own first
    is_demonstration: bool


@dataclass(frozen=True)
class AppealLine:
    """An appeal in a list."""

    slug: str
    title: str
    language: str


def giving_of(slug: str, language: str, *, at: datetime) -> Giving:
    """Give an appeal in a language.

    :raises Http404: if none that everybody may see has this address
    """
    appeal = public_appeal(slug)
    text, sums = text_of(appeal, language), public_sums(appeal)
    names = country_names(language)
    fund = appeal.fund
    return Giving(
        appeal=appeal,
        title=text.title,
        paragraphs=_paragraphs(text.text),
        above_goal=_paragraphs(text.above_goal),
        language=text.language,
        languages=sorted(one.language for one in appeal.texts.all()),
        organisation=fund.book.organisation.name,
        sums=sums_in(sums, language),
        numbers=sums,
        state=state_of_appeal(appeal, sums, at),
        closes=_moment(appeal.closes_at, language),
        danger=[names.get(code, code) for code in appeal.danger],
        is_undeducted=fund.is_undeducted,
        bearer=fund.sponsor.name if fund.sponsor else "",
        second_purpose=fund.second_purpose,
        ways=[way_of(appeal, channel) for channel in shown_channels(appeal)],
        words=[appeal.word, *appeal.aliases],
        is_demonstration=appeal.is_demonstration or appeal.crisis.is_demonstration,
    )


def appeals_of(crisis_slug: str, language: str) -> list[AppealLine]:
    """List what may be given to in a crisis: what was opened and not closed, the newest first."""
    appeals = public_appeals().filter(crisis__slug=crisis_slug, closed_at__isnull=True).order_by("-opened_at", "-pk")
    lines = [(appeal, text_of(appeal, language)) for appeal in appeals]
    return [AppealLine(appeal.slug, text.title, text.language) for appeal, text in lines]


def text_of(appeal: Appeal, language: str) -> AppealText:
    """Choose the text in a language; else the English, else the one that was written first."""
    texts = {text.language: text for text in sorted(appeal.texts.all(), key=lambda one: one.pk, reverse=True)}
    return texts.get(language) or texts.get("en") or list(texts.values())[-1]


def sums_in(sums: PublicSums, language: str) -> Sums:
    """Write the public numbers in a language."""
    return Sums(
        goal=money_in(sums.goal, sums.currency, language),
        confirmed=money_in(sums.confirmed, sums.currency, language),
        preliminary=money_in(sums.preliminary, sums.currency, language) if sums.preliminary else "",
        together=money_in(sums.together, sums.currency, language),
        confirmed_at=_moment(sums.confirmed_at, language),
        preliminary_at=_moment(sums.preliminary_at, language) if sums.preliminary else "",
        share=sums.share,
        is_reached=sums.is_reached,
    )


def money_in(minor: int, currency: str, language: str) -> str:
    """Write a sum as the language does, without the small unit where it is nought: ``100 000 kr`` (sv), ``100,000 SEK`` (en)."""
    digits = digits_of(currency)
    whole, rest = divmod(abs(minor), 10**digits)
    locale = language.replace("-", "_")
    number = str(format_decimal(whole, locale=locale))
    if rest:
        mark = str(format_decimal(1.5, locale=locale))[1:2]
        small = "".join(str(format_decimal(int(digit), locale=locale)) for digit in f"{rest:0{digits}d}")
        number += mark + small
    sign = "-" if minor < 0 else ""
    return f"{sign}{number}{NO_BREAK}{IN_ITS_LAND.get((currency, language), currency)}"


def state_of_appeal(appeal: Appeal, sums: PublicSums, at: datetime) -> str:
    """Tell how an appeal stands: ``made`` (not opened), ``closed`` early, ``reached`` its goal, ``past`` its deadline, or ``open``."""
    if appeal.opened_at is None:
        return "made"
    if appeal.closed_at is not None:
        return "closed"
    if sums.is_reached:
        return "reached"
    return "past" if appeal.closes_at <= at else "open"


def way_of(appeal: Appeal, channel: Channel) -> Way:
    """Give one way to give, with what can be drawn and said of it."""
    number = Number(channel.kind, channel.number, channel.currency)
    message = next((word for word in (appeal.word, *appeal.aliases) if codes.SWISH_LETTERS.issuperset(word)), "")
    is_giro = channel.kind in {"bankgiro", "plusgiro"}
    payload = _payload(appeal, channel, number, message)
    return Way(
        kind=channel.kind,
        name=str(CHANNEL_NAMES[channel.kind]),
        number=number.written,
        holder=channel.holder,
        bic=channel.account.bic if channel.kind == "iban" else "",
        message="" if is_giro and appeal.ocr else message or appeal.word,
        ocr=appeal.ocr if is_giro else "",
        code=codes.qr_svg(payload, str(QR_TITLES[number.drawn_as]) % {"number": number.written}) if payload else "",
        link=codes.swish_link(channel.number, message=message) if channel.kind == "swish" else "",
    )


def _payload(appeal: Appeal, channel: Channel, number: Number, message: str) -> str:
    """Say a gift in the form that the channel is drawn in; nothing where it cannot be said."""
    try:
        if number.drawn_as == "swish":
            return codes.swish_payload(channel.number, message=message)
        if number.drawn_as == "using-qr" and appeal.ocr:
            return codes.using_qr_payload(channel.holder, channel.number, ocr=appeal.ocr)
        if number.drawn_as == "epc":
            return codes.epc_payload(channel.holder, channel.number, bic=channel.account.bic, text=message)
    except NoCode:
        return ""
    return ""


def _paragraphs(text: str) -> list[str]:
    parts: Iterable[str] = text.replace("\r\n", "\n").split("\n\n")
    return [part.strip() for part in parts if part.strip()]


def _moment(at: datetime | None, language: str) -> str:
    return f"{format_datetime(at, 'd MMMM y, HH:mm', tzinfo=UTC, locale=language.replace('-', '_'))} UTC" if at else ""
