"""Making a bare machine ready: what is said when something is in the way, and what is not done twice."""

import importlib.util
import re
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from setup import node, server, venv
from setup.places import REQUIREMENTS, Stop
from setup.programs import why
from setup.stamps import digest_of, is_done, mark_done
from setup.tests import Tally


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk is full"),
        ("npm error code ENOSPC", "disk is full"),
        ("npm error code EAI_AGAIN\nnpm error syscall getaddrinfo", "cannot be reached"),
        ("WARNING: Retrying: NewConnectionError\nERROR: No matching distribution found for django", "cannot be reached"),
        ("ERROR: No matching distribution found for django==5.2.19", "does not offer"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "was not used"),
        ("OSError: [Errno 30] Read-only file system: '.venv'", "read-only"),
    ],
)
def test_what_a_program_prints_becomes_one_sentence_for_a_person(printed: str, said: str):
    sentence = why(printed, doing="installing Python packages")

    assert sentence.startswith("Stopped while installing Python packages. ")
    assert said in sentence
    assert "\n" not in sentence


def test_an_unknown_failure_is_told_by_its_last_line_and_where_the_rest_is():
    sentence = why("Traceback …\nValueError: the moon is full\n\n", doing="building styles")

    assert "the moon is full" in sentence
    assert "build/setup.log" in sentence


def test_a_step_is_done_until_one_of_its_inputs_changes(tmp_path: Path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.css").write_text("a", encoding="utf-8")
    stamp = tmp_path / "out" / "stamp"
    mark_done(stamp, digest_of([tmp_path / "in"]))
    assert is_done(stamp, digest_of([tmp_path / "in"]))

    (tmp_path / "in" / "a.css").rename(tmp_path / "in" / "b.css")

    assert not is_done(stamp, digest_of([tmp_path / "in"]))


@pytest.fixture
def taken() -> Iterator[int]:
    """Give a port that somebody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_taken_port_is_told_before_anything_is_made_ready(taken: int):
    with pytest.raises(Stop, match=f"Port {taken} is taken.*PORT={taken + 1} make run"):
        server._free(taken)


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", ""])
def test_a_port_that_is_none_is_refused(port: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PORT", port)

    with pytest.raises(Stop, match="must be a number"):
        server._port()


def test_a_python_without_venv_is_told_the_exact_command(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(venv, "install", lambda packages, purpose: False)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")

    with pytest.raises(Stop, match=r"sudo apt install python3\.\d+-venv"):
        venv._have_ensurepip()


def test_the_larger_lock_is_enough_where_the_smaller_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(venv, "VENV", tmp_path)
    monkeypatch.setattr(venv, "add", lambda lock, purpose: pytest.fail("nothing was to be installed"))
    mark_done(tmp_path / "dev.stamp", venv._digest("dev"))

    venv._have_packages("run")


def test_the_larger_lock_holds_everything_of_the_smaller():
    def packages(lock: str) -> set[str]:
        lines = (REQUIREMENTS / f"{lock}.txt").read_text(encoding="utf-8").splitlines()
        return {line.split(" ")[0] for line in lines if "==" in line and not line.startswith(" ")}

    assert packages("run")
    assert packages("run") <= packages("dev")


@pytest.mark.parametrize("lock", ["run", "dev", "node"])
def test_a_lock_has_a_hash_for_each_package_and_no_address(lock: str):
    text = (REQUIREMENTS / f"{lock}.txt").read_text(encoding="utf-8")

    assert "://" not in text
    assert all("--hash=sha256:" in package for package in re.split(r"^(?=\S)", text, flags=re.MULTILINE) if package)


def test_a_node_that_is_too_old_for_the_styles_is_not_used(tmp_path: Path):
    program = tmp_path / "node"
    program.write_text("#!/bin/sh\necho v18.19.0\n", encoding="utf-8")
    program.chmod(0o755)

    assert node._version(program) == (18, 19)
    assert node._version(program) < node.OLDEST


def test_the_last_line_counts_all_runs_together(capsys: pytest.CaptureFixture[str]):
    tally = Tally()
    tally.add("tests", 0, "120 passed, 2 skipped in 9.1s")
    tally.add("PostgreSQL", 1, "1 failed, 40 passed in 3.0s")

    assert tally.close() == 1
    assert capsys.readouterr().out.splitlines()[-1] == "160 passed, 1 failed, 2 skipped"
