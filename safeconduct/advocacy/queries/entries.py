"""One response or one deed as a page shows it: who, when, what, as reported by whom, in which words."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from safeconduct.advocacy.models import Deed, Response
from safeconduct.advocacy.queries.casework import CaseworkLine
from safeconduct.advocacy.queries.lines import BodyLine, Directory, QuoteLine, Reader, TextLine, chosen, quote_line, texts_of, words_of
from safeconduct.advocacy.rules import DeedType, Grade, ResponseType, may_quote
from safeconduct.advocacy.words import DEED_NAMES, GRADE_NAMES, QUALIFIER_NAMES, RESPONSE_NAMES
from safeconduct.evidence.queries.sentences import counted
from safeconduct.evidence.reading.shapes import Qualifier, Quantity
from safeconduct.evidence.rules.moments import order_key


@dataclass(frozen=True, slots=True)
class Entry:
    """A response or a deed. ``quantity`` is as it was said; numbers of two entries are never added."""

    reference: str
    is_deed: bool
    is_negative: bool
    type: str
    type_name: str
    weight: int  # of a response, from 1; 0 for a deed
    actor: BodyLine
    post: str  # its title
    holder: str
    on: str  # EDTF; "" where not stated
    on_words: str
    text: TextLine
    texts: tuple[TextLine, ...]
    grade: str
    grade_name: str
    reporter: str
    quote: QuoteLine | None
    quantity: Quantity | None = None
    quantity_words: str = ""
    is_conditional: bool = False
    is_covered: bool = False  # the public reads other words than the desk does
    demand: str = ""  # reference
    is_public: bool = False
    publish_after: str = ""
    withdrawn_because: str = ""
    is_withdrawn: bool = False
    is_grouped: bool = False  # all of its kind in one quarter, known from helping people
    is_perhaps: bool = False  # seen from a day of the past: its date leaves open whether it had happened by then


def entry_of(answer: Response | Deed, directory: Directory, reader: Reader) -> Entry:
    """Give the line of a response or a deed for this reader.

    Of a deed that is published in other words, the public gets those words, no number and no quotation.
    """
    covering = covering_texts(answer) if isinstance(answer, Deed) else ()
    is_hidden = bool(covering) and reader.is_public
    texts = covering if is_hidden else texts_of(answer.texts.all())
    quantity = None if is_hidden or not isinstance(answer, Deed) else quantity_of(answer)
    deed_type = DeedType(answer.type) if isinstance(answer, Deed) else None
    return Entry(
        reference=answer.reference,
        is_deed=deed_type is not None,
        is_negative=deed_type is not None and deed_type.is_negative,
        type=answer.type,
        type_name=str(DEED_NAMES[deed_type] if deed_type else RESPONSE_NAMES[ResponseType(answer.type)]),
        weight=0 if deed_type else ResponseType(answer.type).weight,
        actor=directory.body(answer.actor_id),
        post=directory.title(answer.post_id),
        holder=answer.holder or directory.holder(answer.post_id, answer.on),
        on=answer.on,
        on_words=words_of(answer.on, reader.language),
        text=chosen(texts, reader.language),
        texts=texts,
        grade=answer.grade,
        grade_name=str(GRADE_NAMES[Grade(answer.grade)]),
        reporter=_reporter(answer, reader),
        quote=None if is_hidden else quote_line(answer.passage, reader),
        quantity=quantity,
        quantity_words=words_for(quantity) if quantity else "",
        is_conditional=isinstance(answer, Response) and answer.is_conditional,
        is_covered=bool(covering),
        demand=_demand_shown(answer, reader),
        is_public=answer.is_public,
        publish_after=answer.publish_after.isoformat() if isinstance(answer, Deed) and answer.publish_after else "",
        withdrawn_because=answer.withdrawn_because,
        is_withdrawn=answer.withdrawn_at is not None,
    )


def group_entry(line: CaseworkLine, directory: Directory) -> Entry:
    """Give the line of what is known from helping people: its kind, who did it, the quarter and a coarse number, and no more."""
    words = TextLine(get_language() or "en", _("Known from helping people, and so shown late, grouped and rounded."))
    return Entry(
        reference=f"{line.type}-{line.quarter.replace('/', '-')}",
        is_deed=True,
        is_negative=line.is_negative,
        type=line.type,
        type_name=line.type_name,
        weight=0,
        actor=directory.body(line.body),
        post="",
        holder="",
        on=line.quarter,
        on_words=line.quarter_words,
        text=words,
        texts=(words,),
        grade="",
        grade_name=_("from the coalition’s own work"),
        reporter="",
        quote=None,
        quantity_words=line.number_words,
        is_public=True,
        is_grouped=True,
    )


def earliest_first(entry: Entry) -> tuple[tuple[int, date, int, date], str]:
    """Order entries by their time, undated ones last."""
    return order_key(entry.on), entry.reference


def heaviest_first(entry: Entry) -> tuple[int, tuple[int, date, int, date], str]:
    """Order words by weight, then by time."""
    return -entry.weight, *earliest_first(entry)


def quantity_of(deed: Deed) -> Quantity | None:
    """Give the number as it was said; ``None`` where there is none."""
    if not deed.qualifier:
        return None
    return Quantity(
        qualifier=Qualifier(deed.qualifier),
        verbatim=deed.quantity_verbatim,
        low=deed.low,
        high=deed.high,
        low_exclusive=deed.low_exclusive,
        high_exclusive=deed.high_exclusive,
        unit=deed.unit,
    )


def covering_texts(deed: Deed) -> tuple[TextLine, ...]:
    """Give what the public reads instead of the deed's own words; empty where it reads those."""
    return tuple(line for line in texts_of(deed.texts.all(), "publish_as") if line.text)


def words_for(quantity: Quantity) -> str:
    """Say the number with its hedge, in the language that is active: "about 40", "fewer than 5"."""
    if quantity.qualifier is Qualifier.INDEFINITE:
        return str(QUALIFIER_NAMES[Qualifier.INDEFINITE])
    number = quantity.low if quantity.low is not None else quantity.high
    if number is None:
        return quantity.verbatim
    said = str(QUALIFIER_NAMES[quantity.qualifier]) % {
        "number": number_format(number, force_grouping=True),
        "other": number_format(quantity.high if quantity.high is not None else number, force_grouping=True),
    }
    return f"{said} {counted(quantity.unit, quantity.high if quantity.high is not None else number)}" if quantity.unit else said


def _reporter(answer: Response | Deed, reader: Reader) -> str:
    if answer.citation:
        return answer.citation
    if answer.reported_by:
        return answer.reported_by.name
    document = answer.passage.document if answer.passage else None
    if document is None or not may_quote(level=document.level, owner=document.organisation_id, reader=reader.organisation):
        return ""
    return document.publisher_found


def _demand_shown(answer: Response | Deed, reader: Reader) -> str:
    demand = answer.demand
    return demand.reference if demand and (demand.is_public or not reader.is_public) else ""
