"""Hand the keys in one machine's memory to another, so that both know the same addresses, codes and mails."""

import re
from collections.abc import Iterator

from safeconduct.signing.storing.ram import ram_folder
from safeconduct.vault.format.signatures import KEY_LENGTH

NAMED = re.compile(r"(?:key-[0-9a-f]{32}|own-[a-z0-9-]{1,60})")


def all_keys() -> Iterator[tuple[str, bytes]]:
    """Give every key in memory with the name that it has there."""
    for path in sorted(ram_folder().iterdir()):
        if NAMED.fullmatch(path.name) and len(value := path.read_bytes()) == KEY_LENGTH:
            yield path.name, value


def take_keys(text: str) -> int:
    """Keep keys as ``all_keys`` of another machine gave them, a name and hexadecimal signs in each line; give how many."""
    taken = 0
    for line in text.splitlines():
        name, _blank, value = line.partition(" ")
        if not NAMED.fullmatch(name) or not re.fullmatch(rf"[0-9a-f]{{{2 * KEY_LENGTH}}}", value):
            continue
        half = ram_folder() / f"{name}.taken"
        half.touch(mode=0o600)
        half.write_bytes(bytes.fromhex(value))
        half.replace(ram_folder() / name)
        taken += 1
    return taken
