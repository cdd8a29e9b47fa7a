"""What the style sources may say, and what comes out of the build."""

import json
import re
from pathlib import Path

import pytest

THEME = Path("safeconduct/theme")
SOURCES = [path for path in sorted((THEME / "styles").rglob("*.scss")) if path.name != "_tokens.scss"]
OURS = sorted((THEME / "styles" / "components").glob("*.scss"))
BUILT = THEME / "static" / "built"
BUDGET = {
    "ask.css": 26_000,
    "ask.rtl.css": 26_000,
    "public.css": 45_000,
    "public.rtl.css": 45_000,
    "write.css": 7_000,
    "write.rtl.css": 7_000,
    "desk.css": 150_000,
    "desk.rtl.css": 150_000,
    "desk.js": 50_000,
}


def built(name: str) -> str:
    """Read a built file, or say how to make it."""
    path = BUILT / name
    assert path.exists(), f"{name} is not built yet: run `npm run build` first."
    return path.read_text(encoding="utf-8")


def without_comments(source: str) -> str:
    return re.sub(r"//.*|/\*.*?\*/", "", source)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_only_the_token_file_names_colours(path: Path) -> None:
    source = without_comments(path.read_text(encoding="utf-8"))

    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?!\{)|\b(?:rgb|hsl|oklch|color-mix)a?\(", source)


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_our_own_styles_know_no_left_and_right(path: Path) -> None:
    source = without_comments(path.read_text(encoding="utf-8"))

    assert not re.findall(
        r"(?:margin|padding|border|inset)-(?:left|right)|^\s*(?:left|right):|text-align: (?:left|right)|float: (?:left|right)",
        source,
        re.MULTILINE,
    )


@pytest.mark.parametrize("name", list(BUDGET))
def test_what_travels_stays_small(name: str) -> None:
    assert len(built(name).encode()) <= BUDGET[name]


@pytest.mark.parametrize("name", [name for name in BUDGET if name.endswith(".css")])
def test_styles_load_nothing_from_anybody_else(name: str) -> None:
    addresses = re.findall(r"url\(([^)]*)\)|@import", built(name))

    assert addresses or name.startswith("write.")  # which stands beside a sheet that has them
    assert all((BUILT / address.strip("\"'")).exists() for address in addresses)


def test_the_script_calls_nobody_else() -> None:
    found = set(re.findall(r"https?://[a-z0-9.]+", built("desk.js")))

    assert found <= {"http://www.w3.org"}  # the name of SVG


@pytest.mark.parametrize("name", [name for name in BUDGET if name.endswith(".css")])
def test_after_the_tokens_no_colour_is_left_in_the_built_styles(name: str) -> None:
    rules = re.sub(r"--[a-z-]+:[^;}]+", "", built(name))

    assert not re.findall(r"#[0-9a-f]{3,8}\b(?=[;}\s,)])", rules)


def test_a_page_from_right_to_left_has_its_own_sheet() -> None:
    assert built("desk.css") != built("desk.rtl.css")
    assert "data-theme=dark" in built("public.css").replace('"', "")
    assert "prefers-reduced-motion" in built("public.css")


def test_the_lock_names_no_place_to_fetch_from() -> None:
    lock = json.loads(Path("package-lock.json").read_text(encoding="utf-8"))

    assert all("resolved" not in package for package in lock["packages"].values())
    assert all("integrity" in package for name, package in lock["packages"].items() if name)
    assert "omit-lockfile-registry-resolved=true" in Path(".npmrc").read_text(encoding="utf-8")
