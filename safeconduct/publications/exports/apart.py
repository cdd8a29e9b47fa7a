"""Setting of documents in a process of its own: little memory, little time, no file to write, none of ours to read, no connection.

``python -m safeconduct.publications.exports.apart`` reads one job a line (JSON) and answers each with a line that says how it went and
how many bytes follow. One process sets as many as it is asked to, since loading takes longer than a letter.
"""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from threading import Lock, Timer
from types import TracebackType
from typing import IO, Any, Self

from safeconduct.publications.exports.fence import grant, limit, shut
from safeconduct.publications.rules.sheet import Sheet
from safeconduct.publications.rules.sheet_json import sheet_from_json

PROCESSOR_SECONDS = 60  # for one document
WALL_SECONDS = 120
KEPT = 64  # files made last: what everybody may download is asked for again and again

_PACKAGE = Path(__file__).resolve().parents[1]
_ROOT = _PACKAGE.parents[1]
_FONTS = ("/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/fontconfig", "/etc/fonts", "/var/cache/fontconfig")
_SYSTEM = ("/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib", "/lib64", "/etc/ld.so.cache")


_one_at_a_time = Lock()
# What a library may raise at a document that it cannot set. The process goes on with the next one.
_BREAKS = (ArithmeticError, AssertionError, AttributeError, LookupError, OSError, RuntimeError, TypeError, ValueError)


class CannotSet(Exception):
    """A document could not be made; the code says why: ``glyph-missing``, ``too-large``, ``broken``."""

    def __init__(self, code: str, words: str = "") -> None:
        super().__init__(code, words)
        self.code = code
        self.words = words


class Press:
    """A process that sets documents, for as long as the block lasts; started at the first job, and anew after one that killed it."""

    def __init__(self, *, command: tuple[str, ...] = (), wall_seconds: float = WALL_SECONDS) -> None:
        self._command = command or (sys.executable, "-B", "-m", __name__)
        self._wall_seconds = wall_seconds
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._end()

    def set_sheet(self, form: str, sheet: Sheet) -> bytes:
        """Give the sheet as ``pdf`` or ``docx``.

        :raises CannotSet: if it cannot be made
        """
        return self.set_any(form, asdict(sheet))

    def set_any(self, form: str, content: object) -> bytes:
        """Give what the form makes of the content, see ``_FORMS``.

        :raises CannotSet: if it cannot be made
        """
        process = self._running()
        timer = Timer(self._wall_seconds, process.kill)
        timer.start()
        try:
            answer, made = _exchange(process, {"form": form, "content": content})
        except (OSError, ValueError) as error:
            self._end()
            raise CannotSet("too-large") from error
        finally:
            timer.cancel()
        if code := answer.get("refused"):
            raise CannotSet(code, answer.get("words", ""))
        return made

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = subprocess.Popen(  # noqa: S603 — our own module; what is set comes by standard input
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd="/",
                env={"PYTHONPATH": str(_ROOT), "PYTHONIOENCODING": "utf-8", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"},
            )
        return self._process

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def set_once(form: str, sheet: Sheet) -> bytes:
    """Give the sheet as ``pdf`` or ``docx``; one that was made lately is not made again, and a crowd of readers waits for one process.

    :raises CannotSet: if it cannot be made
    """
    with _one_at_a_time:
        return _made(form, sheet)


@lru_cache(maxsize=KEPT)
def _made(form: str, sheet: Sheet) -> bytes:
    with Press() as press:
        return press.set_sheet(form, sheet)


def _exchange(process: subprocess.Popen[bytes], job: dict[str, object]) -> tuple[dict[str, Any], bytes]:
    asked, given = _pipes(process)
    asked.write(json.dumps(job, ensure_ascii=True).encode() + b"\n")
    asked.flush()
    answer: dict[str, Any] = json.loads(given.readline())  # an empty line of a process that died is no JSON either
    made = given.read(int(answer["length"]))
    if len(made) != answer["length"]:
        raise ValueError("cut short")
    return answer, made


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if process.stdin is None or process.stdout is None:
        raise ValueError("no pipes")
    return process.stdin, process.stdout


def _readable() -> list[Path]:
    """Give what remains readable: Python and its packages, our own code of this package, the system's libraries and fonts."""
    python = {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    ours = (_PACKAGE / "exports", _PACKAGE / "rules", _ROOT / "safeconduct" / "kit")
    return [*(Path(place) for place in (*python, *_FONTS, *_SYSTEM)), *ours]


def _forms() -> dict[str, Callable[[Any], bytes]]:
    from safeconduct.publications.exports.labels import labels_page  # noqa: PLC0415 — only the process apart loads these
    from safeconduct.publications.exports.paper import paper  # noqa: PLC0415
    from safeconduct.publications.exports.printing import print_page  # noqa: PLC0415
    from safeconduct.publications.exports.word import word_file  # noqa: PLC0415

    return {
        "pdf": lambda sheet: print_page(paper(sheet_from_json(sheet))),
        "docx": lambda sheet: word_file(sheet_from_json(sheet)),
        "labels": lambda labels: print_page(labels_page(labels)),
    }


def _answer(forms: dict[str, Callable[[Any], bytes]], line: bytes) -> tuple[dict[str, object], bytes]:
    from safeconduct.publications.exports.printing import GlyphMissing  # noqa: PLC0415

    try:
        job = json.loads(line)
        made = forms[job["form"]](job["content"])
    except GlyphMissing as missing:
        return {"refused": "glyph-missing", "words": missing.letters}, b""
    except MemoryError:
        return {"refused": "too-large"}, b""
    except _BREAKS as error:
        return {"refused": "broken", "words": type(error).__name__}, b""
    return {}, made


def _main() -> int:
    limit(PROCESSOR_SECONDS)
    forms = _forms()
    shut(_readable())
    for line in sys.stdin.buffer:
        grant(PROCESSOR_SECONDS)
        answer, made = _answer(forms, line)
        sys.stdout.buffer.write(json.dumps({**answer, "length": len(made)}).encode() + b"\n" + made)
        sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(_main())
