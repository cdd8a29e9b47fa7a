"""Invented examples for the style guide and the tests of the charts. No real government, paper or person."""

from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.safestring import mark_safe

from safeconduct.theme.charts.bars import Bar, bars
from safeconduct.theme.charts.bars import Words as BarWords
from safeconduct.theme.charts.board import Column, Row, board
from safeconduct.theme.charts.board import Words as BoardWords
from safeconduct.theme.charts.chains import Edge, Node, chains
from safeconduct.theme.charts.chains import Words as ChainWords
from safeconduct.theme.charts.rise import Rise, rise
from safeconduct.theme.charts.rise import Words as RiseWords
from safeconduct.theme.charts.timeline import Entry, timeline
from safeconduct.theme.charts.timeline import Words as TimelineWords

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

ENTRIES = (
    Entry(
        "More than a hundred men are detained because they are thought to be gay",
        date(2017, 2, 20),
        date(2017, 4, 1),
        "between late February and 1 April 2017",
    ),
    Entry("The newspaper publishes its report", date(2017, 4, 1), date(2017, 4, 1), "1 April 2017", "document", "#report"),
    Entry("The spokesman denies that such people exist", date(2017, 4, 1), date(2017, 4, 3), "early April 2017", "word"),
    Entry("People remain in hiding", date(2017, 4, 10), None, "since about 10 April 2017"),
    Entry("Northland issues two visas on humanitarian grounds", date(2017, 5, 17), date(2017, 5, 17), "17 May 2017", "deed"),
    Entry("Westland refuses visas to people who fled", None, date(2017, 5, 26), "by 26 May 2017", "harm"),
    Entry("Nobody can say when the second wave began", None, None, "date unknown"),
)

NODES = (
    Node("daily", "The Harbour Gazette", "article, 1 April 2017"),
    Node("letter", "Letter to the minister", "11 May 2017", address="#letter"),
    Node("wire", "Evening Wire", "article, 13 April 2017"),
    Node("blog", "A blog", "undated"),
    Node("mirror", "Another blog", "undated"),
    Node("hotline", "Rainbow Line", "spokeswoman", kind="speaker"),
    Node("insiders", "People placed to know", "held by The Harbour Gazette", kind="origin"),
    Node("interviews", "Interviews with survivors", "held by Rainbow Line", kind="origin"),
    Node("report", "A report nobody has read yet", kind="unread"),
)
EDGES = (
    Edge("letter", "daily", "according to"),
    Edge("letter", "hotline"),
    Edge("wire", "daily", "citing"),
    Edge("wire", "report"),
    Edge("daily", "insiders", "“reliable sources”"),
    Edge("hotline", "interviews"),
    Edge("blog", "mirror"),
    Edge("mirror", "blog"),
    Edge("mirror", "wire"),
)

COLUMNS = (
    Column("concern", "Voiced concern", "word"),
    Column("raised", "Raised it with the government", "word"),
    Column("promise", "Promised", "word"),
    Column("visa", "Gave visas", "deed"),
    Column("refuge", "Gave protection", "deed"),
    Column("refused", "Refused or sent back", "harm"),
)
ROWS = (
    Row("Northland", {"visa": 2, "refuge": 1, "concern": 1}),
    Row("Westland", {"refused": 1, "concern": 6, "raised": 1}),
    Row("Southmark", {"concern": 3, "raised": 2, "promise": 1}),
    Row("Island Republic", {}, silence="No public evidence found by 3 June 2017"),
)
BARS = (
    Bar("Northland", 3, 0, 1, "3 deeds : 1 statement"),
    Bar("Westland", 0, 1, 7, "1 harmful deed : 7 statements"),
    Bar("Island Republic", 0, 0, 0, "no public evidence found by 3 June 2017"),
)


DAYS = [Rise("1 May", 12), Rise("2 May", 0), Rise("3 May", 40)]


def drawings(direction: str = "ltr") -> dict[str, str]:
    """Draw every chart once."""
    say = ("Title & <title>", "What it shows")
    return {
        "timeline": timeline(ENTRIES, TimelineWords(*say, MONTHS), direction=direction),
        "timeline_narrow": timeline(ENTRIES, TimelineWords(*say, MONTHS), name="timeline-n", direction=direction, narrow=True),
        "chains": chains(NODES, EDGES, ChainWords(*say), direction=direction),
        "chains_narrow": chains(NODES, EDGES, ChainWords(*say), name="chains-n", direction=direction, narrow=True),
        "board": board(ROWS, COLUMNS, BoardWords(*say), direction=direction),
        "board_narrow": board(ROWS, COLUMNS, BoardWords(*say), name="board-n", direction=direction, narrow=True),
        "bars": bars(BARS, BarWords(*say), direction=direction),
        "rise": rise(DAYS, RiseWords(*say, "each day"), direction=direction),
    }


class Source(forms.Form):
    """A form with every kind of field."""

    name = forms.CharField(label="Name of the source", help_text="As it names itself.", max_length=60)
    note = forms.CharField(label="Why we trust it", max_length=200, widget=forms.Textarea(attrs={"rows": 3, "data-count": True}))
    kind = forms.ChoiceField(label="Kind", choices=[("media", "Media"), ("state", "State body")], widget=forms.RadioSelect)
    scope = forms.MultipleChoiceField(
        label="What it covers",
        choices=[("law", "Law"), ("field", "The field")],
        widget=forms.CheckboxSelectMultiple,
        help_text="Any that fit.",
    )
    country = forms.ChoiceField(label="Country", choices=[("", "Choose"), ("xn", "Northland")])
    seen = forms.DateField(label="Last looked at", widget=forms.DateInput(attrs={"type": "date", "class": "govuk-input--width-10"}))
    file = forms.FileField(label="Its own description")
    sure = forms.BooleanField(label="I have read it myself", help_text="Not only about it.")
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def context(direction: str = "ltr") -> dict[str, Any]:
    """Everything the style guide shows."""
    return {
        "swatches": ["paper", "surface", "ink", "accent", "deed", "word", "harm", "quiet"],
        "empty_form": Source(),
        "form": Source({"name": ""}, prefix="wrong"),
        "charts": drawings(direction),
        "table_head": ["Government", "What", "People"],
        "table_rows": [["Northland", "visas on humanitarian grounds", "2"], ["Westland", "refusals", "about 40"]],
        "summary": [
            {"key": "Published", "value": "1 April 2017, stated in the document", "address": "#main", "action": "Change"},
            {"key": "Captured", "value": "3 June 2026"},
        ],
        "tasks": [
            {"title": "Say when it was published", "word": "Done"},
            {"title": "Look at the proposals", "address": "#main", "hint": "14 of 20 left", "word": "Waiting", "code": "waiting"},
        ],
        "history": [
            {
                "title": "Claim put into the register",
                "by": "Ines",
                "date": "3 June 2026, 14:02",
                "iso": "2026-06-03T14:02",
                "words": "From the letter to the minister.",
            },
            {"title": "Number changed", "by": "Jonas", "date": "3 June 2026, 15:10"},
        ],
        "tags": ["detention", "gay men", "RU-CE"],
        "tabs": [
            {"id": "said", "label": "Said", "body": mark_safe("<p>Words.</p>")},
            {"id": "done", "label": "Done", "body": mark_safe("<p>Deeds.</p>")},
        ],
        "crumbs": [{"label": "Desk", "address": "#main"}, {"label": "Documents", "address": "#main"}],
        "page_of_three": Paginator(list(range(30)), 10).page(2),
        "example_links": [
            {"code": "en", "name": "English", "address": "/en/", "is_here": True},
            {"code": "ar", "name": "العربية", "address": "/ar/", "is_here": False},
        ],
        "navigation": [
            {
                "title": "Know",
                "entries": [
                    {"label": "Waiting for me", "address": "#", "is_current": True, "count": 3},
                    {"label": "Documents", "address": "#"},
                    {"label": "Claims", "address": "#"},
                ],
            },
            {"title": "Press", "entries": [{"label": "Demands", "address": "#"}]},
        ],
        "search_address": "/desk/search/",
        "member": {"name": "Ines", "organisation": {"name": "Rainbow Line"}},
        "crisis_name": "Northland 2017",
    }
