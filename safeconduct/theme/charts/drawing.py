"""The pen that all charts are drawn with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from textwrap import wrap

# A letter of the system's sans is about this wide at size 15; used to break lines and to keep words apart.
LETTER = 7.6
LINE = 20


def number(value: float) -> str:
    """Write a coordinate, short and always the same."""
    return f"{value:.1f}".rstrip("0").rstrip(".") if value else "0"


CYRILLIC = 1.18


def lines_of(text: str, width: float, *, most: int = 3, letter: float = LETTER) -> list[str]:
    """Break a text into at most so many lines of a width; what does not fit ends in an ellipsis."""
    wide = sum("\u0400" <= character <= "\u04ff" for character in text) > len(text) / 2  # Cyrillic letters run wider
    lines = wrap(" ".join(text.split()), max(4, int(width / (letter * CYRILLIC if wide else letter)))) or [""]
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1].rstrip(" ,.;:") + "…"]
    return lines


@dataclass(slots=True)
class Drawing:
    """A sheet of SVG. Horizontal places are given from where reading begins; for right-to-left they are mirrored here."""

    name: str  # distinguishes this drawing from others on the page
    width: float
    direction: str = "ltr"
    height: float = 0
    has_links: bool = False
    parts: list[str] = field(default_factory=list)

    @property
    def is_rtl(self) -> bool:
        """Tell whether reading begins at the right."""
        return self.direction == "rtl"

    def x(self, at: float) -> float:
        """Turn a distance from where reading begins into a coordinate."""
        return self.width - at if self.is_rtl else at

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: str) -> None:
        """Draw a straight line."""
        self.parts.append(f'<line class="{kind}" x1="{number(self.x(x1))}" y1="{number(y1)}" x2="{number(self.x(x2))}" y2="{number(y2)}"/>')

    def rect(self, x: float, y: float, width: float, height: float, kind: str, *, round_by: float = 0, fill: str = "") -> None:
        """Draw a rectangle whose corner nearest to the beginning of the line is given."""
        left = self.x(x + width) if self.is_rtl else x
        rounded = f' rx="{number(round_by)}"' if round_by else ""
        filled = f' fill="{fill}"' if fill else ""
        self.parts.append(
            f'<rect class="{kind}" x="{number(left)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"{rounded}{filled}/>'
        )

    def circle(self, x: float, y: float, radius: float, kind: str) -> None:
        """Draw a circle."""
        self.parts.append(f'<circle class="{kind}" cx="{number(self.x(x))}" cy="{number(y)}" r="{number(radius)}"/>')

    def shape(self, points: Sequence[tuple[float, float]], kind: str) -> None:
        """Draw a closed shape."""
        written = " ".join(f"{number(self.x(x))},{number(y)}" for x, y in points)
        self.parts.append(f'<polygon class="{kind}" points="{written}"/>')

    def curve(self, points: Sequence[tuple[float, float]], kind: str) -> None:
        """Draw a cubic curve: start, then two guides and an end, as often as wanted."""
        written = [f"{number(self.x(x))} {number(y)}" for x, y in points]
        rest = [f"C{' '.join(written[i : i + 3])}" for i in range(1, len(written), 3)]
        self.parts.append(f'<path class="{kind}" d="M{written[0]}{"".join(rest)}"/>')

    def text(self, x: float, y: float, words: str, kind: str = "", *, anchor: str = "start") -> None:
        """Write one line. ``anchor`` is ``start``, ``middle`` or ``end`` of the line as it is read."""
        kinds = f' class="{kind}"' if kind else ""
        anchored = f' text-anchor="{anchor}"' if anchor != "start" else ""
        self.parts.append(f'<text{kinds} x="{number(self.x(x))}" y="{number(y)}"{anchored}>{self._isolated(escape(words))}</text>')

    def _isolated(self, words: str) -> str:
        """Keep a foreign name or date in its own order inside a right-to-left drawing."""
        return f"\u2068{words}\u2069" if self.is_rtl else words

    def lines(self, x: float, y: float, lines: Iterable[str], kind: str = "", *, anchor: str = "start", address: str = "") -> float:
        """Write lines below one another, as a link where there is an address; give the height used."""
        if address:
            self.has_links = True
            self.parts.append(f'<a href="{escape(address)}">')
        used = 0.0
        for line in lines:
            self.text(x, y + used, line, kind, anchor=anchor)
            used += LINE
        if address:
            self.parts.append("</a>")
        return used

    def svg(self, *, title: str, description: str) -> str:
        """Give the finished drawing."""
        role = "group" if self.has_links else "img"
        turned = ' direction="rtl"' if self.is_rtl else ""
        width, height = number(self.width), number(self.height)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"{turned} '
            f'role="{role}" aria-labelledby="{self.name}-title {self.name}-description">'
            f'<title id="{self.name}-title">{escape(title)}</title><desc id="{self.name}-description">{escape(description)}</desc>'
            f"{self._hatching()}{''.join(self.parts)}</svg>"
        )

    @property
    def hatched(self) -> str:
        """Give the fill for what was done to people's harm."""
        return f"url(#{self.name}-hatch)"

    def _hatching(self) -> str:
        if not any(self.hatched in part for part in self.parts):
            return ""
        return (
            f'<defs><pattern id="{self.name}-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
            '<rect class="c-ground" width="5" height="5"/><line class="c-hatch" x1="0" y1="0" x2="0" y2="5"/></pattern></defs>'
        )


def mark(sheet: Drawing, x: float, y: float, kind: str, *, size: float = 6) -> None:
    """Draw the sign for a kind: deed a filled square, negative deed a hatched one, words an open diamond, document an open circle.

    Anything else is a filled circle. The shapes differ, so the drawing reads without colour.
    """
    if kind == "deed":
        sheet.rect(x - size, y - size, size * 2, size * 2, "c-mark c-mark--deed")
    elif kind == "harm":
        sheet.rect(x - size, y - size, size * 2, size * 2, "c-mark--harm c-mark--hatched", fill=sheet.hatched)
    elif kind == "word":
        reach = size * 1.25
        sheet.shape([(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)], "c-mark c-mark--word")
    elif kind == "document":
        sheet.circle(x, y, size, "c-mark c-mark--document")
    else:
        sheet.circle(x, y, size, "c-mark c-mark--claim")
