"""Address labels for what goes by post: three in a row, eight rows on a sheet of A4 (70 by 37 millimetres each)."""

from html import escape

_ACROSS, _DOWN = 3, 8
PER_PAGE = _ACROSS * _DOWN
_STYLE = (
    "<style>@page{size:A4;margin:0.5mm 0}body{margin:0;font:9.5pt/1.3 'Noto Serif','Noto Naskh Arabic',serif}"
    ".sheet{display:flex;flex-wrap:wrap;break-after:page}.sheet:last-child{break-after:auto}"
    ".label{width:70mm;height:37mm;box-sizing:border-box;padding:6mm 7mm;overflow:hidden}.label p{margin:0}</style>"
)


def labels_page(labels: list[list[str]]) -> str:
    """Give the page of these addresses, each a list of lines."""
    sheets = [labels[start : start + PER_PAGE] for start in range(0, len(labels), PER_PAGE)]
    inside = "".join(f'<div class="sheet">{"".join(_label(lines) for lines in sheet)}</div>' for sheet in sheets)
    return f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Addresses</title>{_STYLE}</head><body>{inside}</body></html>'


def _label(lines: list[str]) -> str:
    return f'<div class="label"><p dir="auto">{"<br>".join(escape(line) for line in lines)}</p></div>'
