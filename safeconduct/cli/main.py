"""The door of the ``safeconduct`` command: Django first, then the commands; whatever fails is told in one sentence."""

import errno
import os
import sys

import click
import django
from django.db.utils import OperationalError, ProgrammingError

from safeconduct.kit.refusals import Refused


def main() -> None:
    """Run the command line and end the process with its exit code."""
    os.umask(0o077)  # what is kept here is for its owner's eyes
    try:
        if sys.argv[1:2] == ["intake"]:
            _intake()
        if sys.argv[1:3] == ["watch", "second"]:
            _second()
        if sys.argv[1:2] == ["keyholder"]:
            _keyholder()
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safeconduct.config.settings")
        django.setup()
        from safeconduct.cli.commands import safeconduct

        safeconduct(prog_name="safeconduct")
    except (Refused, OperationalError, ProgrammingError, OSError) as problem:
        click.echo(sentence_for(problem), err=True)
        sys.exit(1)


def _intake() -> None:
    """Run a command of the intake with its own settings, and end the process: the desk's are never read."""
    from safeconduct.cli.intake import SETTINGS, intake

    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    django.setup()
    intake(sys.argv[2:], prog_name="safeconduct intake")


def _second() -> None:
    """Run the second watcher with its own settings, and end the process: it has no database and needs none."""
    from safeconduct.cli.watch import SETTINGS, watch

    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    django.setup()
    watch(sys.argv[2:], prog_name="safeconduct watch")


def _keyholder() -> None:
    """Run a command of a key holder with its own settings, and end the process: it has no database of any server."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "safeconduct.config.holder_settings"
    django.setup()
    from safeconduct.cli.keyholder import keyholder

    keyholder(sys.argv[2:], prog_name="safeconduct keyholder")


def sentence_for(problem: Exception) -> str:
    """Say to a person what happened, what is safe and what to do."""
    if isinstance(problem, OSError):
        if problem.errno == errno.ENOSPC:
            return "The disk is full. Nothing that was saved is lost; free space and run the command again."
        return f"{problem.filename or 'A file'} cannot be used: {problem.strerror or problem}. Nothing that was saved is lost."
    if isinstance(problem, (OperationalError, ProgrammingError)):
        return _sentence_for_database(str(problem).strip())
    return str(problem)


def _sentence_for_database(said: str) -> str:
    if "no such table" in said or "does not exist" in said or "no such column" in said:
        return "The database is not set up for this version yet. Run: safeconduct setup"
    if "is full" in said:
        return "The disk is full. Nothing that was saved is lost; free space and run the command again."
    if "readonly" in said or "unable to open" in said:
        return "The database file cannot be opened or written. Check that its folder belongs to you and that the disk has space."
    return f"The database answered: {said.splitlines()[0] if said else 'nothing'}. Nothing that was saved is lost."


if __name__ == "__main__":
    main()
