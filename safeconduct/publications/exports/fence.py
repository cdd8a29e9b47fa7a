"""What the kernel takes from the process that sets documents: writing, most files, every connection. Linux only.

Landlock (since 5.13) leaves it a few folders to read and, since 6.7, no TCP; a seccomp filter takes sockets and the starting of
programs. Where the kernel knows neither, the process runs all the same: text cannot become markup there, and its fetcher refuses every
address. ``shut`` tells what holds, and ``safeconduct doctor`` may say so.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

MEMORY = 1536 * 1024 * 1024  # bytes of address space

_NO_NEW_PRIVILEGES = 38  # prctl(2)
_SET_SECCOMP, _FILTER = 22, 2
_CREATE, _ADD, _RESTRICT = 444, 445, 446  # landlock_create_ruleset and its two neighbours; the same number on every machine
_EXECUTE, _READ_FILE, _READ_FOLDER = 1, 4, 8
_ALL_OF_FIRST = (1 << 13) - 1  # what the first version of Landlock can take from a process
_REFER, _TRUNCATE, _DEVICES = 1 << 13, 1 << 14, 1 << 15  # added by versions 2, 3 and 5
_NETWORK = 3  # bind and connect of TCP, version 4
_SCOPE = 3  # abstract sockets and signals, version 6

# What no setting of a page needs, by machine: numbers of system calls from the kernel's own tables.
_REFUSED = {
    "x86_64": (0xC000003E, (41, 42, 49, 53, 59, 62, 101, 200, 234, 310, 311, 322, 425, 434, 438)),
    "aarch64": (0xC00000B7, (198, 199, 200, 203, 117, 129, 130, 131, 221, 270, 271, 281, 425, 434, 438)),
}


def limit(seconds: int) -> None:
    """Give up memory, dumps and the growing of files, and more than so many seconds of the processor from now on."""
    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(what, (most, most))
    grant(seconds)


def grant(seconds: int) -> None:
    """Allow so many seconds of the processor from now on."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))


def shut(readable: Iterable[Path]) -> tuple[str, ...]:
    """Leave this process only these folders to read, and no way out; give what the kernel agreed to: ``files``, ``network``."""
    if not sys.platform.startswith("linux"):
        return ()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        return ()
    files = _landlock(libc, readable)
    network = _seccomp(libc)
    return tuple(name for name, holds in (("files", files), ("network", network)) if holds)


def _landlock(libc: ctypes.CDLL, readable: Iterable[Path]) -> bool:
    version = libc.syscall(_CREATE, None, ctypes.c_size_t(0), 1)
    if version < 1:
        return False
    handled = _ALL_OF_FIRST
    for since, right in ((2, _REFER), (3, _TRUNCATE), (5, _DEVICES)):
        handled |= right if version >= since else 0
    fields = [handled, _NETWORK if version >= 4 else 0, _SCOPE if version >= 6 else 0]  # noqa: PLR2004 — versions of Landlock
    size = 8 if version < 4 else 16 if version < 6 else 24  # noqa: PLR2004
    attributes = struct.pack("=QQQ", *fields)[:size]
    rules = libc.syscall(_CREATE, attributes, ctypes.c_size_t(size), 0)
    if rules < 0:
        return False
    for folder in readable:
        _allow(libc, rules, folder)
    is_shut = bool(libc.syscall(_RESTRICT, rules, 0) == 0)
    os.close(rules)
    return is_shut


def _allow(libc: ctypes.CDLL, rules: int, folder: Path) -> None:
    try:
        opened = os.open(folder, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # what does not exist needs no permission
    rights = _READ_FILE | _EXECUTE | (_READ_FOLDER if folder.is_dir() else 0)
    libc.syscall(_ADD, rules, 1, struct.pack("=Qi", rights, opened), 0)
    os.close(opened)


def _seccomp(libc: ctypes.CDLL) -> bool:
    known = _REFUSED.get(platform.machine())
    if known is None:
        return False
    machine, refused = known
    allow, refuse = 0x7FFF0000, 0x00050000 | 1  # go on; answer EPERM
    load, equal, at_least, give = 0x20, 0x15, 0x35, 0x06
    program = [(load, 0, 0, 4), (equal, 1, 0, machine), (give, 0, 0, refuse)]
    program += [(load, 0, 0, 0), (at_least, 0, 1, 0x40000000), (give, 0, 0, refuse)]
    for number in refused:
        program += [(equal, 0, 1, number), (give, 0, 0, refuse)]
    program.append((give, 0, 0, allow))
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *one) for one in program))
    head = struct.pack("@HP", len(program), ctypes.addressof(code))
    return bool(libc.prctl(_SET_SECCOMP, _FILTER, head, 0, 0) == 0)
