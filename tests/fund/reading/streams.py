"""Streams as readers meet them: forwards only, in pieces of any size."""

from safeconduct.fund.reading.shape import BadFile, Fault, Payment


class Forwards:
    """Bytes that can only be read on, a few at a time."""

    def __init__(self, data: bytes, most: int = 7919) -> None:
        self.data, self.at, self.most = data, 0, most

    def read(self, size: int = -1, /) -> bytes:
        step = self.most if size < 0 else min(size, self.most)
        piece = self.data[self.at : self.at + step]
        self.at += len(piece)
        return piece


def payments(found) -> list[Payment]:
    return [one for one in found if isinstance(one, Payment)]


def refused(read, data: bytes, **how) -> BadFile | None:
    """Give why a file is refused, or None if it is read."""
    try:
        for _ in read(Forwards(data), **how):
            pass
    except BadFile as bad:
        return bad
    return None


def fault(read, data: bytes, **how) -> Fault | None:
    bad = refused(read, data, **how)
    return None if bad is None else bad.fault
