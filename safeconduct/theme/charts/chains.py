"""Who cites whom, down to the origins: reports above, those they rest on below; a circle of citations is drawn as one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from safeconduct.theme.charts.drawing import LINE, Drawing, lines_of
from safeconduct.theme.charts.layering import Layout, layout

NARROW = 360.0
PLATE = 196.0  # width of a node
BESIDE = 26.0  # between nodes of a layer
BEND = 24.0  # room for an edge that passes a layer
BELOW = 62.0  # between layers
PAD = 12.0
BACK = 64.0  # room at the end side for edges that lead back up

Place = str | tuple[int, int]


@dataclass(frozen=True, slots=True)
class Node:
    """A report, a speaker, an origin, or something cited that nobody has read yet."""

    key: str
    label: str
    sublabel: str = ""
    kind: str = "report"  # report, speaker, origin, unread
    address: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """``start`` cites ``end``."""

    start: str
    end: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """What the drawing says, in the reader's language."""

    title: str
    description: str


@dataclass(slots=True)
class Box:
    """Where a node stands, and its broken lines."""

    x: float
    y: float
    width: float
    height: float
    labels: list[str] = field(default_factory=list)
    sublabels: list[str] = field(default_factory=list)

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


def chains(
    nodes: Sequence[Node], edges: Sequence[Edge], words: Words, *, name: str = "chains", direction: str = "ltr", narrow: bool = False
) -> str:
    """Draw the chains in layers, or on a narrow screen as a list with the citations as arcs at its side.

    Edges to or from a node that is not given are left out; so are edges from a node to itself.
    """
    known = {node.key: node for node in nodes}
    drawn = [edge for edge in edges if edge.start in known and edge.end in known and edge.start != edge.end]
    plan = layout(list(known), [(edge.start, edge.end) for edge in drawn])
    sheet = Drawing(name=name, width=NARROW, direction=direction)
    if narrow:
        _as_list(sheet, known, drawn, plan)
    else:
        _in_layers(sheet, known, drawn, plan)
    return sheet.svg(title=words.title, description=words.description)


def _box(node: Node, width: float) -> Box:
    labels = lines_of(node.label, width - 2 * PAD, most=3)
    sublabels = lines_of(node.sublabel, width - 2 * PAD, most=2, letter=6.8) if node.sublabel else []
    return Box(0, 0, width, len(labels) * LINE + len(sublabels) * 17 + 2 * PAD - 2, labels, sublabels)


def _plate(sheet: Drawing, node: Node, box: Box) -> None:
    corner = {"speaker": min(18.0, box.height / 2), "origin": 2.0}.get(node.kind, 0)
    sheet.rect(box.x, box.y, box.width, box.height, f"c-plate c-plate--{node.kind}", round_by=corner)
    if node.kind == "origin":
        sheet.rect(box.x + 4, box.y + 4, box.width - 8, box.height - 8, "c-inner", round_by=1)
    used = sheet.lines(box.middle, box.y + PAD + 13, box.labels, "c-strong", anchor="middle", address=node.address)
    for index, line in enumerate(box.sublabels):
        sheet.text(box.middle, box.y + PAD + 11 + used + index * 17, line, "c-soft", anchor="middle")


# In layers, for screens with room


def _in_layers(sheet: Drawing, nodes: Mapping[str, Node], edges: Sequence[Edge], plan: Layout) -> None:
    boxes = _places(sheet, nodes, plan)
    for way in plan.ways.values():
        points = [boxes[place] for place in way]
        for upper, lower in pairwise(points):
            _down(sheet, upper, lower, is_last=lower is points[-1])
    for edge in edges:
        if (edge.start, edge.end) in plan.backward:
            _back_up(sheet, boxes[edge.start], boxes[edge.end], edge.label)
    for index, way in plan.ways.items():
        _label(sheet, edges[index].label, boxes[way[-2]], boxes[way[-1]])
    for key, node in nodes.items():
        _plate(sheet, node, boxes[key])


def _places(sheet: Drawing, nodes: Mapping[str, Node], plan: Layout) -> dict[Place, Box]:
    rows = [
        [(place, _box(nodes[place], PLATE) if isinstance(place, str) else Box(0, 0, BEND, 0)) for place in layer] for layer in plan.layers
    ]
    widths = [sum(box.width for _, box in row) + BESIDE * (len(row) - 1) for row in rows]
    inner = max([*widths, NARROW])
    sheet.width = inner + 4 + (BACK if plan.backward else 0.0)
    boxes: dict[Place, Box] = {}
    y = 2.0
    for row, width in zip(rows, widths, strict=True):
        tallest = max((box.height for _, box in row), default=0)
        # A row narrower than the widest one is spread a little, never to the edges.
        gap = BESIDE + min(60.0, (inner - width) / (len(row) + 1))
        x = 2 + (inner - width - (gap - BESIDE) * (len(row) - 1)) / 2
        for place, box in row:
            box.x, box.y = x, y if isinstance(place, str) else y + tallest / 2
            x += box.width + gap
            boxes[place] = box
        y += tallest + BELOW
    sheet.height = y - BELOW + 4
    return boxes


def _down(sheet: Drawing, upper: Box, lower: Box, *, is_last: bool) -> None:
    x1, y1 = upper.middle, upper.y + upper.height
    x2, y2 = lower.middle, lower.y - (8 if is_last else 0)
    half = (y2 - y1) / 2
    sheet.curve([(x1, y1), (x1, y1 + half), (x2, y2 - half), (x2, y2)], "c-edge")
    if is_last:
        sheet.shape([(x2, lower.y), (x2 - 5, lower.y - 9), (x2 + 5, lower.y - 9)], "c-arrow")


def _label(sheet: Drawing, label: str, upper: Box, lower: Box) -> None:
    if label:
        x = (upper.middle + 2 * lower.middle) / 3
        y = upper.y + upper.height + (lower.y - upper.y - upper.height) * 0.62
        sheet.text(x + 6, y, lines_of(label, 150, most=1, letter=6.8)[0], "c-soft c-halo")


def _back_up(sheet: Drawing, start: Box, end: Box, label: str) -> None:
    x1, y1 = start.x + start.width, start.y + start.height / 2
    x2, y2 = end.x + end.width, end.y + end.height / 2
    rail = max(x1, x2) + 64
    sheet.curve([(x1, y1), (rail, y1), (rail, y2), (x2 + 8, y2)], "c-edge c-edge--back")
    sheet.shape([(x2, y2), (x2 + 9, y2 - 5), (x2 + 9, y2 + 5)], "c-arrow c-arrow--back")
    if label:
        sheet.text(max(x1, x2) + 12, (y1 + y2) / 2 + 5, label, "c-soft c-halo")


# As a list, for narrow screens

GUTTER = 64.0


def _as_list(sheet: Drawing, nodes: Mapping[str, Node], edges: Sequence[Edge], plan: Layout) -> None:
    order = [place for layer in plan.layers for place in layer if isinstance(place, str)]
    boxes: dict[str, Box] = {}
    y = 2.0
    for key in order:
        box = _box(nodes[key], sheet.width - GUTTER - 2)
        box.x, box.y = GUTTER, y
        boxes[key] = box
        y += box.height + 16
    sheet.height = y - 12
    by_length = sorted(edges, key=lambda edge: abs(boxes[edge.end].y - boxes[edge.start].y))
    for lane, edge in enumerate(by_length):
        _arc(sheet, boxes[edge.start], boxes[edge.end], reach=(lane + 1) / len(by_length))
    for key in order:
        _plate(sheet, nodes[key], boxes[key])


def _arc(sheet: Drawing, start: Box, end: Box, *, reach: float) -> None:
    """Draw a citation at the side of the list; longer ones reach further out, each on its own lane."""
    is_down = end.y > start.y
    shift = 6.0 if is_down else -6.0
    y1, y2 = start.y + start.height / 2 + shift, end.y + end.height / 2 - shift
    x = GUTTER - 14 - reach * (GUTTER - 16)
    bend = 9.0 if is_down else -9.0
    kind = "c-edge" if is_down else "c-edge c-edge--back"
    down_side = [(GUTTER, y1), (x + 4, y1), (x, y1), (x, y1 + bend)]
    along = [(x, y1 + bend), (x, y2 - bend), (x, y2 - bend), (x, y2), (x + 4, y2), (GUTTER - 8, y2)]
    sheet.curve([*down_side, *along], kind)
    arrow = "c-arrow" if is_down else "c-arrow c-arrow--back"
    sheet.shape([(GUTTER, y2), (GUTTER - 9, y2 - 5), (GUTTER - 9, y2 + 5)], arrow)
