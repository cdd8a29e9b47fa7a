"""What there is to know is written down: rights, kinds of record, settings, commands."""

import ast
import re

import click
import pytest

from safeconduct.cli.commands import safeconduct
from safeconduct.people.permissions import ROLE_NAMES, Permission
from tests.architecture.house import ROOT, short, sources, tree_of

DOCS = ROOT / "docs"


def _words_of(name: str) -> set[str]:
    """Give what stands between backquotes in a page of the documentation."""
    return set(re.findall(r"`([^`\n]+)`", (DOCS / name).read_text(encoding="utf-8")))


def _kinds() -> dict[str, str]:
    """Give every kind that the code writes into the record, and where."""
    return {
        node.args[0].value: short(file)
        for file in sources()
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "record" and node.args
        if isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)
    }


def test_every_kind_of_record_is_written_out_where_it_is_made():
    spoken = [
        f"{short(file)}:{node.lineno}"
        for file in sources()
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "record"
        if not node.args or isinstance(node.args[0], ast.JoinedStr)
    ]

    assert not spoken


def test_every_kind_of_record_is_explained():
    assert not {kind: file for kind, file in _kinds().items() if kind not in _words_of("reference/record.md")}


def test_no_kind_of_record_is_explained_that_is_never_written():
    written = "".join(file.read_text(encoding="utf-8") for file in sources())

    assert not [word for word in _words_of("reference/record.md") if re.fullmatch(r"[a-z]+\.[a-z-]+", word) and f'"{word}"' not in written]


def test_a_kind_of_record_is_a_desk_a_thing_and_what_was_done():
    apps = "advocacy|audit|casework|crises|demo|evidence|fund|intake|outbox|people|petitions|placement|publications|released|vault|watch"
    shape = rf"({apps})\.[a-z]+(-[a-z]+)+"

    assert not [kind for kind in _kinds() if not re.fullmatch(shape, kind)]


@pytest.mark.parametrize("permission", list(Permission))
def test_every_permission_is_explained(permission: Permission):
    assert permission.value in _words_of("reference/permissions.md")


def test_every_role_is_explained():
    assert {role.value for role in ROLE_NAMES} <= _words_of("reference/permissions.md")


def test_every_setting_is_explained_and_every_explained_setting_exists():
    read = set()
    for file in sources("config/*.py"):
        read |= set(re.findall(r"\bSAFECONDUCT_[A-Z_]+\b", file.read_text(encoding="utf-8")))
    explained = {word for word in _words_of("handbook/settings.md") if word.startswith("SAFECONDUCT_")}

    assert {name.removesuffix("_FILE") for name in explained} == {name.removesuffix("_FILE") for name in read}


def _commands(group: click.Group, before: str) -> list[str]:
    found = []
    for name, command in group.commands.items():
        found += _commands(command, f"{before} {name}") if isinstance(command, click.Group) else [f"{before} {name}"]
    return found


@pytest.mark.parametrize("command", _commands(safeconduct, "safeconduct"))
def test_every_command_is_explained(command: str):
    assert command in _words_of("reference/commands.md")
