"""Makes BgMax files for tests. Every person and number in them is invented."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Gift:
    """One payment as a test wants it, in öre; below nought for a deduction."""

    minor: int
    name: str = "Åsa Öberg-Ärlig"
    text: str = "Tjetjenien"
    reference: str = ""
    payer: str = "0"
    extra: str = ""


def lines(sections: Iterable[Iterable[Gift]], *, day: str = "20170411", mark: str = "P") -> Iterator[str]:
    counts = {"20": 0, "21": 0, "22": 0, "15": 0}
    yield f"01{'BGMAX':<20}0120170412173035010331{mark}"
    for section in sections:
        yield "050009905521" + " " * 10 + "SEK"
        total = count = 0
        for gift in section:
            kind = "20" if gift.minor >= 0 else "21"
            counts[kind] += 1
            count, total = count + 1, total + gift.minor
            yield f"{kind}{gift.payer:0>10}{gift.reference:>25}{abs(gift.minor):018}{2 if gift.reference else 1}2{16:012}0"
            if gift.extra:
                counts["22"] += 1
                yield f"22{gift.payer:0>10}{gift.extra:>25}{0:018}22{16:012}0"
            if gift.text:
                yield f"25{gift.text:<50}"
            if gift.name:
                yield f"26{gift.name[:35]:<35}{gift.name[35:]:<35}"
                yield f"27{'Ingengata 1':<35}00000"
        counts["15"] += 1
        yield f"15{'0' * 35}{day}00056{abs(total):018}SEK{count:08} "
    yield "70" + "".join(f"{number:08}" for number in counts.values())


def made(*sections: Iterable[Gift], end: str = "\r\n", **how: str) -> bytes:
    return "".join(f"{line:<80}{end}" for line in lines(sections, **how)).encode("iso-8859-1")
