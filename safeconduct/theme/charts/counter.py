"""How many have signed, as a small picture for pages and mails that run no script. It stands alone: it knows no style sheet."""

from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 320, 96
INK, QUIET, ACCENT, LINE, PAPER = "#16262b", "#4a595e", "#0b5563", "#d4d6d3", "#fbf9f4"
FONT = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', sans-serif"
RIM = 16


@dataclass(frozen=True, slots=True)
class Words:
    """What the picture says, in one language."""

    title: str  # the whole of it in one sentence, for those who do not see it
    number: str  # "12,345"; or what is said instead of a number
    beside: str  # "have signed"; empty where there is no number
    below: str  # "Goal: 20,000 · 20 April 2017, 12:34 UTC"


def counter(words: Words, *, language: str, direction: str = "ltr", share: int = 0) -> str:
    """Draw the number, a bar that shows how much of the goal is reached (0 to 100), and the goal below."""
    start = WIDTH - RIM if direction == "rtl" else RIM  # "start" is where reading begins: at the right for Arabic
    room = WIDTH - 2 * RIM
    filled = round(room * max(0, min(share, 100)) / 100, 1)
    left = WIDTH - RIM - filled if direction == "rtl" else RIM
    beside = f'<tspan dx="6" font-size="15" font-weight="400">{escape(words.beside)}</tspan>' if words.beside else ""
    size = 28 if words.beside else 17
    said = f'lang="{escape(language)}" direction="{direction}" font-family="{FONT}" role="img" aria-labelledby="t"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" {said}>'
        f'<title id="t">{escape(words.title)}</title>'
        f'<rect x=".5" y=".5" width="{WIDTH - 1}" height="{HEIGHT - 1}" rx="3" fill="{PAPER}" stroke="{LINE}"/>'
        f'<text x="{start}" y="42" fill="{INK}" font-size="{size}" font-weight="600">{escape(words.number)}{beside}</text>'
        f'<rect x="{RIM}" y="56" width="{room}" height="6" fill="{LINE}"/>'
        f'<rect x="{left:g}" y="56" width="{filled:g}" height="6" fill="{ACCENT}"/>'
        f'<text x="{start}" y="82" fill="{QUIET}" font-size="13">{escape(words.below)}</text></svg>\n'
    )
