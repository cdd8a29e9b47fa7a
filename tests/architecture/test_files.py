"""Rules of the house that can be read off its files."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.house import PACKAGE, ROOT, short, sources, tracked_files, tree_of

LONGEST_FILE, LONGEST_FUNCTION = 400, 50
OWN_CODE = [*sources(), *sorted((ROOT / "setup").glob("*.py"))]
TEMPLATES = sources("**/templates/**/*.html") + sources("**/templates/**/*.svg")

# Put together here, so that this file does not name them either.
HOSTS = [
    ".".join(parts) for parts in [("pypi", "org"), ("files", "pythonhosted", "org"), ("registry", "npmjs", "org"), ("deb", "debian", "org")]
]
PLACES = ["/".join(parts) for parts in [("", "work", ""), ("", "root", ""), ("", "home", ""), ("", "Users", "")]]
# What several actions of one app refuse alike. This list may only shrink.
SHARED_BY_ACTIONS = {"check_entry"}
# Names that say nothing about what a module holds.
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "services", "service", "managers", "common", "misc", "base"}


def test_views_ask_the_database_for_nothing_themselves():
    forbidden = {"objects", "save", "delete", "raw"}

    assert not [
        f"{short(file)}:{node.lineno} .{node.attr}"
        for file in sources("*/views/**/*.py") + sources("*/views.py") + sources("*/forms/**/*.py") + sources("*/forms.py")
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Attribute) and node.attr in forbidden
    ]


def test_no_file_is_longer_than_anybody_reads():
    assert not [short(file) for file in OWN_CODE if len(file.read_text(encoding="utf-8").splitlines()) > LONGEST_FILE]


def test_no_function_is_longer_than_a_page():
    assert not [
        f"{short(file)}:{node.lineno} {node.name}"
        for file in OWN_CODE
        for node in ast.walk(tree_of(file))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and _length(node) > LONGEST_FUNCTION
    ]


def test_no_module_has_a_name_that_says_nothing():
    assert not [short(file) for file in OWN_CODE if file.stem in EMPTY_NAMES]


def test_every_action_has_the_name_of_its_file():
    assert not [
        short(file)
        for file in sources("*/actions/*.py")
        if file.stem not in {"__init__", *SHARED_BY_ACTIONS}
        and file.stem not in {node.name for node in tree_of(file).body if isinstance(node, ast.FunctionDef)}
    ]


# A server's own door: one request may fail in any way, the process goes on with the next. What failed is logged by kind and place.
AT_THE_DOOR = {"safeconduct/kit/rsgi.py", *(f"safeconduct/public/fast/{name}.py" for name in ("door", "pages", "signing"))}


def test_no_error_is_caught_whatever_it_is():
    assert not [
        f"{short(file)}:{node.lineno}"
        for file in OWN_CODE
        if short(file) not in AT_THE_DOOR
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"}))
        and not any(isinstance(inner, ast.Raise) for inner in ast.walk(node))
    ]


@pytest.mark.parametrize("word", HOSTS + PLACES)
def test_nothing_names_a_registry_or_a_place_on_somebodys_machine(word: str):
    assert not [short(file) for file in tracked_files() if word in _text_of(file)]


@pytest.mark.parametrize("template", TEMPLATES, ids=short)
def test_a_template_loads_nothing_from_elsewhere(template: Path):
    text = template.read_text(encoding="utf-8")

    assert not re.findall(r"""(?:src|srcset|poster|data|action|@import|url\()\s*=?\s*["'(]?\s*(?:https?:)?//""", text)
    assert not re.findall(r"<link[^>]+href=[\"'](?:https?:)?//", text)


@pytest.mark.parametrize("template", TEMPLATES, ids=short)
def test_a_template_has_no_script_or_style_in_line(template: Path):
    text = template.read_text(encoding="utf-8")

    assert not re.findall(r"<script(?![^>]*\bsrc=)[^>]*>|<style\b|\sstyle=[\"']|\son[a-z]+=[\"']", text)


def test_styles_and_scripts_load_nothing_from_elsewhere():
    files = [*sorted((ROOT / "client").rglob("*.js")), *sorted((PACKAGE / "theme" / "styles").rglob("*.scss"))]

    assert files
    assert not [short(file) for file in files if re.search(r"(?:import|from|url|fetch)\s*\(?\s*[\"']?(?:https?:)?//", _text_of(file))]


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines that do something; what is taken and why it is done may be told at length."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return file.read_bytes().decode("latin-1")
