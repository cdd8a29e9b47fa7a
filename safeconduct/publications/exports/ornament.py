"""The one ornament: a fine guilloche line, drawn by three waves that share a slowly changing height."""

from math import cos, pi, sin

_WAVES = ((0.0, 23), (2 * pi / 3, 23), (4 * pi / 3, 23), (0.4, 41))
_STEPS = 620


def guilloche(width: float, height: float, *, ink: str, line: float = 0.16) -> str:
    """Give the line as an SVG image of this size in millimetres, in one ink."""
    curves = "".join(f'<path d="{_curve(width, height, phase, turns)}"/>' for phase, turns in _WAVES)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" viewBox="0 0 {width} {height}">'
        f'<g fill="none" stroke="{ink}" stroke-width="{line}">{curves}</g></svg>'
    )


def _curve(width: float, height: float, phase: float, turns: int) -> str:
    """Give one wave; its height swells and thins along the line, and is nothing at both ends."""
    middle = height / 2
    points = []
    for step in range(_STEPS + 1):
        along = step / _STEPS
        swell = (middle - 0.15) * (0.58 + 0.42 * cos(2 * pi * 7 * along)) * min(1.0, 12 * along, 12 * (1 - along))
        points.append(f"{width * along:.2f} {middle + swell * sin(2 * pi * turns * along + phase):.2f}")
    return "M" + "L".join(points)
