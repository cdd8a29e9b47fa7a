"""``make run``: everything from a bare checkout to a page that can be opened."""

import os
import socket
import sys
import tempfile
from pathlib import Path

from setup import node, typesetting, venv
from setup.messages import stale_catalogues
from setup.places import BUILD, PYTHON, ROOT, VAR, Stop, own_environment, say
from setup.programs import quietly
from setup.stamps import digest_of, is_done, mark_done
from setup.turns import one_at_a_time

HOST = "127.0.0.1"


def run() -> int:
    """Make ready, load the demonstration once, and serve until Ctrl-C."""
    port = _port()
    _free(port)
    _own_folder()
    _make_ready()
    say("Starting …" if (VAR / "demo-sign-in.txt").exists() else "Starting, and writing the demonstration (once; a minute or more) …")
    command = [str(PYTHON), "-m", "safeconduct.cli.main", "serve", "--demonstration", f"--host={HOST}", f"--port={port}"]
    sys.stdout.flush()
    os.chdir(ROOT)
    # The server takes this process's place, so that Ctrl-C and signals reach it as they are.
    os.execve(command[0], command, own_environment(SAFECONDUCT_VAR=str(VAR)))  # noqa: S606


def ready() -> int:
    """Make everything ready and start nothing: for whoever runs the ``safeconduct`` command themselves."""
    _make_ready()
    say("Ready. The command is .venv/bin/safeconduct; begin with: .venv/bin/safeconduct setup")
    return 0


def _make_ready() -> None:
    with one_at_a_time():
        venv.ready("run")
        typesetting.ready()
        node.built()
        _messages_and_statics()


def _port() -> int:
    text = os.environ.get("PORT", "8000")
    if not text.isdecimal() or not 0 < int(text) < 2**16:
        raise Stop(f"PORT must be a number from 1 to 65535, not “{text}”. Try PORT=8001 make run.")
    return int(text)


def _free(port: int) -> None:
    """Find out now, before minutes of making ready, that the port is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError as error:
            raise Stop(f"Port {port} may only be used by the administrator. Choose another: PORT=8001 make run.") from error
        except OSError as error:
            raise Stop(
                f"Port {port} is taken, perhaps by a Safeconduct that still runs. Stop it, or choose another: PORT={port + 1} make run."
            ) from error


def _own_folder() -> None:
    try:
        VAR.mkdir(mode=0o700, exist_ok=True)
        (VAR / ".may-write").write_text("", encoding="utf-8")
        (VAR / ".may-write").unlink()
    except OSError as error:
        raise Stop(
            f"The folder var/ cannot be written ({error.strerror}). Free space or make it yours, then run it again; nothing is lost."
        ) from error


def _messages_and_statics() -> None:
    if stale_catalogues():
        quietly([PYTHON, "-m", "setup.messages"], doing="compiling the translations", env=own_environment())
    statics = sorted((ROOT / "safeconduct").glob("*/static"))
    stamp, digest = BUILD / "static.stamp", digest_of([*statics, ROOT / "requirements" / "run.txt"])
    if (BUILD / "static").exists() and is_done(stamp, digest):
        return
    collect: list[str | Path] = [PYTHON, "-m", "django", "collectstatic", "--noinput", "--clear", "--verbosity=0"]
    with tempfile.TemporaryDirectory(prefix="safeconduct-") as folder:  # settings make their folder; none is wanted for this
        environment = own_environment(SAFECONDUCT_VAR=folder, DJANGO_SETTINGS_MODULE="safeconduct.config.settings")
        quietly(collect, doing="gathering styles and scripts", env=environment)
    mark_done(stamp, digest)
