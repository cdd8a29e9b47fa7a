"""Puts a graph into layers: who cites nobody stands lowest, whoever cites stands above; cycles are found and drawn backwards."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
SWEEPS = 6


def backward_edges(keys: Sequence[str], edges: Sequence[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """Find the edges that close a cycle, walking in the order given, so that the same graph gives the same answer."""
    targets: dict[str, list[str]] = {key: [] for key in keys}
    for start, end in edges:
        targets[start].append(end)
    found: set[tuple[str, str]] = set()
    done: set[str] = set()
    for root in keys:
        _walk(root, targets, done, found)
    return frozenset(found)


def _walk(root: str, targets: Mapping[str, list[str]], done: set[str], found: set[tuple[str, str]]) -> None:
    """Go as deep as possible without recursion: a chain may be longer than Python's stack."""
    if root in done:
        return
    path = [root]
    on_path = {root}
    waiting = [iter(targets[root])]
    while path:
        following = next(waiting[-1], None)
        if following is None:
            done.add(path[-1])
            on_path.discard(path.pop())
            waiting.pop()
        elif following in on_path:
            found.add((path[-1], following))
        elif following not in done:
            path.append(following)
            on_path.add(following)
            waiting.append(iter(targets[following]))


def heights(keys: Sequence[str], edges: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Give each node the length of its longest way down. The edges must hold no cycle."""
    above: dict[str, list[str]] = {key: [] for key in keys}
    open_ways = dict.fromkeys(keys, 0)
    for start, end in edges:
        above[end].append(start)
        open_ways[start] += 1
    height = dict.fromkeys(keys, 0)
    ready = [key for key in keys if open_ways[key] == 0]
    while ready:
        key = ready.pop(0)
        for start in above[key]:
            height[start] = max(height[start], height[key] + 1)
            open_ways[start] -= 1
            if open_ways[start] == 0:
                ready.append(start)
    return height


@dataclass(slots=True)
class Layout:
    """Layers from the top, each with its nodes in order; a bend is a pair (edge number, layer) that keeps a way free."""

    layers: list[list[str | tuple[int, int]]] = field(default_factory=list)
    ways: dict[int, list[str | tuple[int, int]]] = field(default_factory=dict)  # edge number -> the places it passes, downwards
    backward: frozenset[tuple[str, str]] = frozenset()


def layout(keys: Sequence[str], edges: Sequence[tuple[str, str]]) -> Layout:
    """Place the nodes in layers and order each layer so that few edges cross."""
    backward = backward_edges(keys, edges)
    forward = [(start, end) for start, end in edges if (start, end) not in backward]
    height = heights(keys, forward)
    top = max(height.values(), default=0)
    answer = Layout(layers=[[] for _ in range(top + 1)], backward=backward)
    linked = {key for edge in forward for key in edge}
    for key in keys:
        # What cites nobody and is cited by nobody is no origin: it stands above, with the reports.
        answer.layers[top - height[key] if key in linked else 0].append(key)
    for index, (start, end) in enumerate(edges):
        if (start, end) in backward:
            continue
        between = range(top - height[start] + 1, top - height[end])
        for layer in between:
            answer.layers[layer].append((index, layer))
        answer.ways[index] = [start, *((index, layer) for layer in between), end]
    _untangle(answer)
    return answer


def _untangle(answer: Layout) -> None:
    """Move each node towards the middle of its neighbours, downwards and upwards in turn."""
    up: dict[str | tuple[int, int], list[str | tuple[int, int]]] = {}
    down: dict[str | tuple[int, int], list[str | tuple[int, int]]] = {}
    for way in answer.ways.values():
        for one, next_one in pairwise(way):
            down.setdefault(one, []).append(next_one)
            up.setdefault(next_one, []).append(one)
    for sweep in range(SWEEPS):
        numbers = range(1, len(answer.layers)) if sweep % 2 == 0 else range(len(answer.layers) - 2, -1, -1)
        neighbours = up if sweep % 2 == 0 else down
        for number in numbers:
            beside = answer.layers[number - 1 if sweep % 2 == 0 else number + 1]
            answer.layers[number] = _by_middle(answer.layers[number], beside, neighbours)


def _by_middle(layer: list[Key], beside: list[Key], neighbours: Mapping[Key, list[Key]]) -> list[Key]:
    places = {key: place for place, key in enumerate(beside)}
    own = {key: place for place, key in enumerate(layer)}

    def middle(key: Key) -> tuple[float, int]:
        near = [places[other] for other in neighbours.get(key, []) if other in places]
        # Where a layer is wider than its neighbour, its own place has to be measured on the neighbour's scale.
        scaled = own[key] * max(1, len(beside) - 1) / max(1, len(layer) - 1)
        return (sum(near) / len(near) if near else scaled, own[key])

    return sorted(layer, key=middle)
