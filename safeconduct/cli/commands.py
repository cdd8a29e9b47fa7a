"""Everything that the ``safeconduct`` command can do, a file for each group of commands."""

import click

from safeconduct.cli.advocacy import advocacy
from safeconduct.cli.audit import audit
from safeconduct.cli.casework import casework
from safeconduct.cli.demo import demo
from safeconduct.cli.drill import drill
from safeconduct.cli.evidence import evidence, import_
from safeconduct.cli.fund import fund
from safeconduct.cli.intake import intake
from safeconduct.cli.keyholder import keyholder
from safeconduct.cli.outbox import outbox
from safeconduct.cli.people import people
from safeconduct.cli.petitions import petitions
from safeconduct.cli.serve import serve, setup
from safeconduct.cli.signing import signing
from safeconduct.cli.vault import vault
from safeconduct.cli.watch import watch


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def safeconduct() -> None:
    """Run and tend a Safeconduct: set it up, serve it, enrol people, verify the record."""


for command in (
    advocacy,
    audit,
    casework,
    demo,
    drill,
    evidence,
    fund,
    import_,
    intake,
    keyholder,
    outbox,
    people,
    petitions,
    serve,
    setup,
    signing,
    vault,
    watch,
):
    safeconduct.add_command(command)
