"""Typed readers of the environment that refuse nonsense. A secret is read from ``NAME`` or from the file ``NAME_FILE`` names."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

SHORTEST_TOKEN = 20  # characters; shorter ones are guessed


class WrongSetting(SystemExit):
    """A setting cannot be used; the sentence says which and what is expected."""


def env_str(name: str, default: str = "") -> str:
    """Read a text setting."""
    return os.environ.get(name, default).strip()


def env_list(name: str, default: str = "") -> list[str]:
    """Read a comma-separated setting."""
    return [part.strip() for part in env_str(name, default).split(",") if part.strip()]


def env_bool(name: str, *, default: bool = False) -> bool:
    """Read yes or no; anything else is refused."""
    value = env_str(name).lower()
    if not value:
        return default
    if value in {"1", "yes", "true", "on"}:
        return True
    if value in {"0", "no", "false", "off"}:
        return False
    raise WrongSetting(f"{name} must be yes or no, not “{value}”.")


def env_int(name: str, default: int) -> int:
    """Read a whole number."""
    value = env_str(name)
    try:
        return int(value) if value else default
    except ValueError:
        raise WrongSetting(f"{name} must be a whole number, not “{value}”.") from None


def env_choice(name: str, choices: tuple[str, ...]) -> str:
    """Read one of several words; the first unless another is set."""
    value = env_str(name, choices[0])
    if value not in choices:
        raise WrongSetting(f"{name} must be one of {', '.join(choices)}, not “{value}”.")
    return value


def given_secret(name: str) -> str:
    """Read a secret that somebody else gave us; empty where there is none."""
    if file := env_str(f"{name}_FILE"):
        return Path(file).read_text(encoding="utf-8").strip()
    return env_str(name)


def pairs_of(name: str, said: str) -> dict[str, str]:
    """Read pairs from lines, or with commas between: ``https://one.example=token``. A token may have ``=`` signs, a name none.

    :raises WrongSetting: for half a pair, a first half that stands there twice, and a second half of fewer than 20 characters
    """
    found: dict[str, str] = {}
    for part in said.replace("\n", ",").split(","):
        first, sign, second = (one.strip() for one in part.strip().partition("="))
        if not (first or sign or second):
            continue
        if not first or len(second) < SHORTEST_TOKEN or first in found:
            raise WrongSetting(
                f"{name} must be pairs such as name=token, each name once, each token of {SHORTEST_TOKEN} characters or more."
            )
        found[first] = second
    return found


def two_or_none(name: str, pairs: dict[str, str]) -> list[tuple[str, str]]:
    """Give the pairs as a list: two of them, or none at all. One would hold the whole key."""
    if len(pairs) not in {0, 2}:
        raise WrongSetting(f"{name} must name two, or none.")
    return list(pairs.items())


def secret(name: str, *, kept_in: Path) -> str:
    """Read a secret; where none is given, make one once and keep it in a file that only the owner may read."""
    if value := env_str(name):
        return value
    if file := env_str(f"{name}_FILE"):
        return Path(file).read_text(encoding="utf-8").strip()
    if not kept_in.exists():
        kept_in.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(kept_in, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file_:
            file_.write(secrets.token_urlsafe(50))
    return kept_in.read_text(encoding="utf-8").strip()


# Write-ahead log so that readers never wait; deleted rows are overwritten, not merely forgotten. What was answered for is on the
# disk, even if the power fails in the next moment: a person who was told "we have it" must not write into the void.
SQLITE_START = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY; PRAGMA busy_timeout=10000;"
)


def database(url: str, *, default_file: Path) -> dict[str, Any]:
    """Turn ``postgresql://user:password@host:port/name`` or ``sqlite:///path`` into Django's setting; empty means SQLite."""
    if not url or url.startswith("sqlite"):
        file = Path(url.removeprefix("sqlite:///")) if url else default_file
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": file,
            # Each thread keeps its connection: opening one anew for a request takes ten times as long as answering it.
            "CONN_MAX_AGE": None,
            "OPTIONS": {"init_command": SQLITE_START, "transaction_mode": "IMMEDIATE"},
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise WrongSetting("SAFECONDUCT_DATABASE_URL must begin with sqlite:/// or postgresql://.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        # A cursor that outlives its transaction lies with one process of the database; the next question may come to another.
        "DISABLE_SERVER_SIDE_CURSORS": env_bool("SAFECONDUCT_POOLED"),
    }
