"""Checking what was handed over. It needs no database, no key and no name."""

from pathlib import Path

import click

from safeconduct.petitions.reading.packages import check_package


@click.command("verify")
@click.argument("package", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--head", default="", help="The head of the chain as the organisation has it, to be compared.")
def verify(*, package: Path, head: str) -> None:
    """Check a package that was handed over: every file against its manifest, the number against its chain."""
    with package.open("rb") as file:
        checked = check_package(file)
    problems = list(checked.problems)
    if head and head.strip().lower() != checked.head:
        problems.append("The head of the chain is another than the one that you named.")
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        raise click.ClickException("This package does not fit together.")
    click.echo(f"{checked.petition}, {checked.on}: {checked.confirmed} signatures, {checked.named} of them named.")
    click.echo(f"{checked.files} files fit the manifest. Head of the chain: {checked.head}")
    if checked.absent:
        click.echo(f"Not here, and not needed for the number: {', '.join(checked.absent[:5])}{' …' if len(checked.absent) > 5 else ''}")  # noqa: PLR2004
