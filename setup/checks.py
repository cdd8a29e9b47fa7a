"""``make check``: style, types and layers, in the order in which CI runs them."""

import shutil
import tempfile
from pathlib import Path

from setup import node, venv
from setup.debian import command_for, install
from setup.node import Node
from setup.places import BUILD, PYTHON, Stop, own_environment, say
from setup.programs import loudly
from setup.turns import one_at_a_time

CHECKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("style", ("ruff", "check", ".")),
    ("format", ("ruff", "format", "--check", ".")),
    ("types", ("mypy",)),
    ("layers", ("lint-imports", "--no-logo")),
)


def check() -> int:
    """Check everything that needs no test to run; give 0 when all of it holds."""
    with one_at_a_time():
        venv.ready("dev")
        browser_tools = node.built()
    return check_with(browser_tools)


def check_with(browser_tools: Node) -> int:
    """Check all, and tell at the end which did not hold."""
    failed = []
    with tempfile.TemporaryDirectory(prefix="safeconduct-check-") as folder:
        environment = own_environment(SAFECONDUCT_VAR=folder)
        for name, command in CHECKS:
            say(f"Checking {name} …")
            if loudly([PYTHON.parent / command[0], *command[1:]], env=environment):
                failed.append(name)
    say("Checking the browser code …")
    if node.check(browser_tools):
        failed.append("browser code")
    say(f"These do not hold yet: {', '.join(failed)}." if failed else "Everything holds.")
    return 1 if failed else 0


def messages() -> int:
    """Gather the words to translate from code and templates into the catalogues."""
    if not shutil.which("xgettext") and not install(["gettext"], purpose="it gathers the words"):
        raise Stop(f"Gathering words needs gettext. Run {command_for(['gettext'])} and try again; nothing has been changed.")
    with one_at_a_time():
        venv.ready("dev")
    with tempfile.TemporaryDirectory(prefix="safeconduct-check-") as folder:
        environment = own_environment(SAFECONDUCT_VAR=folder, DJANGO_SETTINGS_MODULE="safeconduct.config.settings")
        command: list[str | Path] = [
            PYTHON,
            "-m",
            "django",
            "makemessages",
            "--all",
            "--no-location",
            "--no-obsolete",
            "--ignore=node_modules",
        ]
        return loudly([*command, f"--ignore={BUILD.name}"], env=environment)
