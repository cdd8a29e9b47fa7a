"""The separate process in which PDF and DOCX are read."""

import sys

import pytest

from safeconduct.evidence.reading.errors import Damaged, Encrypted, TooLarge
from safeconduct.evidence.reading.extract.sandbox import read_apart

pytestmark = pytest.mark.slow  # each test starts a process of its own


def _python(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


def test_a_reader_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(TooLarge, match="too long"):
        read_apart("pdf", b"x", wall_seconds=0.3, command=_python("import time; time.sleep(30)"))


def test_a_reader_that_is_killed_counts_as_too_large() -> None:
    with pytest.raises(TooLarge, match="memory or time"):
        read_apart("pdf", b"x", command=_python("import os; os.kill(os.getpid(), 9)"))


def test_a_reader_that_breaks_down_counts_as_damaged() -> None:
    with pytest.raises(Damaged):
        read_apart("pdf", b"x", command=_python("raise SystemExit(1)"))


def test_refusals_come_through_with_their_sentence() -> None:
    with pytest.raises(Encrypted, match="Ask for a key"):
        read_apart("pdf", b"x", command=_python("""print('{"refusal": "encrypted", "sentence": "Ask for a key."}')"""))


def test_the_limits_hold_before_the_first_byte_is_read() -> None:
    code = (
        "import resource\nfrom safeconduct.evidence.reading.extract import sandbox\nsandbox._limit()\n"
        "import json\n"
        "print(json.dumps({'memory': resource.getrlimit(resource.RLIMIT_AS)[0], 'files': resource.getrlimit(resource.RLIMIT_FSIZE)[0]}))"
    )

    assert read_apart("pdf", b"", command=_python(code)) == {"memory": 1024 * 1024 * 1024, "files": 0}


def test_the_environment_of_the_service_stays_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAFECONDUCT_SECRET_KEY", "not for readers")

    found = read_apart("pdf", b"", command=_python("import json, os; print(json.dumps({'names': sorted(os.environ)}))"))

    assert "SAFECONDUCT_SECRET_KEY" not in found["names"]
