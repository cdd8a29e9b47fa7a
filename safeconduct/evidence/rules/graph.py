"""Three small algorithms on directed graphs, without recursion: what is reachable, rings, the smallest cut."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence

Graph = Mapping[str, Sequence[str]]


def reachable(graph: Graph, starts: Iterable[str]) -> set[str]:
    """Give every node that a path from one of the starts leads to, the starts included."""
    seen = set(starts)
    waiting = list(seen)
    while waiting:
        for target in graph[waiting.pop()]:
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return seen


def components(graph: Graph) -> list[tuple[str, ...]]:
    """Give the strongly connected components (Tarjan 1972), each after all that it leads to."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    found: list[tuple[str, ...]] = []
    for root in graph:
        if root in index:
            continue
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        work = [(root, iter(graph[root]))]
        while work:
            node, targets = work[-1]
            for target in targets:
                if target not in index:
                    index[target] = low[target] = len(index)
                    stack.append(target)
                    on_stack.add(target)
                    work.append((target, iter(graph[target])))
                    break
                if target in on_stack:
                    low[node] = min(low[node], index[target])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    found.append(_take(stack, on_stack, node))
    return found


def _take(stack: list[str], on_stack: set[str], node: str) -> tuple[str, ...]:
    position = len(stack) - 1
    while stack[position] != node:
        position -= 1
    part = tuple(stack[position:])
    del stack[position:]
    on_stack.difference_update(part)
    return part


def minimum_vertex_cut(graph: Graph, starts: Iterable[str], group_of: Mapping[str, str]) -> int:
    """Tell how many nodes at least must be removed to part all starts from all grouped nodes; starts and groups may be removed.

    Nodes of one group count as one. By Menger's theorem it is the number of paths without a common node, found by sending
    one unit of flow after another (Edmonds and Karp); each node is split in two so that it carries one unit only.
    """
    flow: dict[tuple[str, str], dict[tuple[str, str], int]] = {}

    def connect(one: tuple[str, str], other: tuple[str, str], capacity: int) -> None:
        flow.setdefault(one, {})[other] = capacity
        flow.setdefault(other, {}).setdefault(one, 0)

    many = len(graph) + 1
    source, sink = ("claim", ""), ("origins", "")
    for node, targets in graph.items():
        connect(("in", node), ("out", node), 1)
        for target in targets:
            connect(("out", node), ("in", target), many)
    for node in starts:
        connect(source, ("in", node), many)
    for node, group in group_of.items():
        connect(("out", node), ("group", group), many)
        connect(("group", group), sink, 1)
    size = 0
    while source in flow and sink in flow and _send(flow, source, sink):
        size += 1
    return size


def _send(flow: dict[tuple[str, str], dict[tuple[str, str], int]], source: tuple[str, str], sink: tuple[str, str]) -> bool:
    """Send one unit along a shortest path that still has room; tell whether there was one."""
    came_from = {source: source}
    waiting = deque([source])
    while waiting and sink not in came_from:
        node = waiting.popleft()
        for target, room in flow[node].items():
            if room > 0 and target not in came_from:
                came_from[target] = node
                waiting.append(target)
    if sink not in came_from:
        return False
    node = sink
    while node != source:
        before = came_from[node]
        flow[before][node] -= 1
        flow[node][before] += 1
        node = before
    return True
