"""Starting other programs, and saying in one sentence why one of them failed."""

import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from setup.places import BUILD, LOG, ROOT, Stop

SAFE = "Nothing that was there before is changed; run the same command again afterwards."

# What programs print when a thing is wrong that a person can put right, and what to tell that person.
NO_NETWORK = (
    r"name resolution|Name or service not known|nodename nor servname|Network is unreachable|NewConnectionError|Connection refused"
    r"|ConnectTimeoutError|ReadTimeoutError|ProxyError|Max retries exceeded|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET"
    r"|Failed to establish|No route to host|ENETUNREACH|Could not resolve"
)
CAUSES: tuple[tuple[str, str], ...] = (
    (r"No space left on device|ENOSPC|Errno 28", "The disk is full. Free about one gigabyte."),
    (r"Read-only file system|EROFS", "The folder of the checkout is read-only. Copy it to where you may write."),
    (r"Permission denied|EACCES|EPERM", "A file in the checkout may not be written by this user. Take ownership of the checkout."),
    (
        NO_NETWORK,
        "The package registry cannot be reached. The first start needs a connection to it; later starts do not.",
    ),
    (
        r"DO NOT MATCH THE HASHES|EINTEGRITY|Hashes are required",
        "A package that was downloaded is not the one that is locked, and was not used. Try again; if it stays, tell us.",
    ),
    (
        r"No matching distribution found|Could not find a version",
        "The package registry does not offer a package that is locked, or not for this machine. Check the registry your pip is set to.",
    ),
)


def quietly(command: Sequence[str | Path], *, doing: str, env: Mapping[str, str], cwd: Path = ROOT) -> str:
    """Run a program without showing what it prints; that is kept in build/setup.log.

    ``doing`` completes "… failed while …". Gives what was printed.

    :raises Stop: if the program fails or is not there
    """
    try:
        BUILD.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(
            [str(part) for part in command],
            cwd=cwd,
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            encoding="utf-8",
            errors="replace",
        )
        with LOG.open("a", encoding="utf-8") as log:
            log.write(f"# {doing}\n{done.stdout}\n")
    except OSError as error:
        raise Stop(why(str(error), doing=doing)) from error
    if done.returncode:
        raise Stop(why(done.stdout, doing=doing))
    return done.stdout


def why(printed: str, *, doing: str) -> str:
    """Give the sentence for a person: what happened, what to do, what is safe."""
    for pattern, sentence in CAUSES:
        if re.search(pattern, printed):
            return f"Stopped while {doing}. {sentence} {SAFE}"
    last = next((line.strip() for line in reversed(printed.splitlines()) if line.strip()), "it said nothing")
    return f"Stopped while {doing}: {last[:300]} The whole report is in {LOG.relative_to(ROOT)}. {SAFE}"


def loudly(command: Sequence[str | Path], *, env: Mapping[str, str], cwd: Path = ROOT) -> int:
    """Run a program in front of the person and give its exit code."""
    return subprocess.run([str(part) for part in command], cwd=cwd, env=dict(env), check=False).returncode
