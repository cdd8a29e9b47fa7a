"""The one ornament: a fine guilloche line, drawn by waves that share a slowly changing height.

One swell of it is drawn and repeated: setting it whole would take a seventh of the time of a letter.
"""

from math import cos, pi, sin

_WAVES = ((0.0, 3), (2 * pi / 3, 3), (4 * pi / 3, 3), (0.4, 5))  # where each begins, and how often it turns within a swell
_STEPS = 84


def guilloche_tile(width: float, height: float, *, ink: str, line: float = 0.16) -> str:
    """Give one swell of the line as an SVG image of this size in millimetres; side by side the swells are one line."""
    curves = "".join(f'<path d="{_curve(width, height, phase, turns)}"/>' for phase, turns in _WAVES)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" viewBox="0 0 {width} {height}">'
        f'<g fill="none" stroke="{ink}" stroke-width="{line}">{curves}</g></svg>'
    )


def _curve(width: float, height: float, phase: float, turns: int) -> str:
    """Give one wave; its height is least at both ends of the swell."""
    middle = height / 2
    points = []
    for step in range(_STEPS + 1):
        along = step / _STEPS
        swell = (middle - 0.15) * (0.58 - 0.42 * cos(2 * pi * along))
        points.append(f"{width * along:.2f} {middle + swell * sin(2 * pi * turns * along + phase):.2f}")
    return "M" + "L".join(points)
