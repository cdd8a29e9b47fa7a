"""How many mails may go out now: one budget for all processes of this machine, kept in a file in memory."""

import fcntl
import time

from safeconduct.signing.storing.ram import ram_folder

MOST_SECONDS = 5.0  # what was not used is not saved up for longer


def take_turns(a_minute: int, most: int) -> int:
    """Take at most ``most`` turns of a budget that fills at ``a_minute``; give how many there were."""
    each_second = a_minute / 60
    with (ram_folder() / "mail-pace").open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        left, last = _read(file.read())
        moment = time.monotonic()  # one clock for all processes of a machine
        passed = moment - last if moment - last >= 0 else MOST_SECONDS
        full = max(1.0, each_second * MOST_SECONDS)
        left = min(full, left + passed * each_second)
        turns = min(most, int(left))
        file.seek(0)
        file.truncate()
        file.write(f"{left - turns} {moment}")
    return turns


def give_back(turns: int) -> None:
    """Give turns back that were not used."""
    with (ram_folder() / "mail-pace").open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        left, last = _read(file.read())
        file.seek(0)
        file.truncate()
        file.write(f"{left + turns} {last}")


def _read(kept: str) -> tuple[float, float]:
    try:
        left, last = kept.split()
        return float(left), float(last)
    except ValueError:
        return 1.0, time.monotonic()
