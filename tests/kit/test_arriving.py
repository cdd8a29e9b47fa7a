"""A file that arrives in parts, by itself."""

import hashlib
import stat
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.kit.arriving import SAME_TIME, Arriving, NotAllHere, destroy_file, ids_in, pieces_of, strays_in
from safeconduct.kit.talking import NotUnderstood

ID = UUID("0f0f0f0f-0f0f-4f0f-8f0f-0f0f0f0f0f0f")


def arriving(folder: Path, length: int, part_size: int = 10) -> Arriving:
    return Arriving(folder / "files", ID, length, part_size)


@given(data=st.binary(min_size=1, max_size=95), order=st.randoms(use_true_random=False))
def test_in_any_order_it_is_the_same_file(tmp_path_factory: pytest.TempPathFactory, data: bytes, order: object):
    file = arriving(tmp_path_factory.mktemp("x"), len(data))
    numbers = list(range(file.parts))
    order.shuffle(numbers)  # type: ignore[attr-defined]
    for number in numbers:
        file.keep(number, data[number * 10 : number * 10 + 10])

    assert file.finish() == hashlib.sha256(data).digest()
    assert b"".join(pieces_of(file.path)) == data


def test_what_is_missing_is_told(tmp_path: Path):
    file = arriving(tmp_path, 25)
    assert (file.parts, file.have()) == (3, [])
    file.keep(2, bytes(5))

    assert file.have() == [2]
    with pytest.raises(NotAllHere):
        file.finish()


@pytest.mark.parametrize(("number", "length"), [(0, 9), (0, 11), (2, 10), (3, 5), (-1, 10), (0, 0)])
def test_a_part_that_is_none_is_refused(tmp_path: Path, number: int, length: int):
    with pytest.raises(NotUnderstood):
        arriving(tmp_path, 25).keep(number, bytes(length))
    assert not (tmp_path / "files").exists()


def test_it_is_for_its_owner_alone_and_tells_no_time(tmp_path: Path):
    file = arriving(tmp_path, 5)
    file.keep(0, bytes(5))

    for path in (tmp_path / "files").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert (path.stat().st_mtime, path.stat().st_atime) == (SAME_TIME, SAME_TIME)
    file.settle()
    assert [path.name for path in (tmp_path / "files").iterdir()] == [str(ID)]


def test_what_nothing_knows_of_is_found(tmp_path: Path):
    file, stray = arriving(tmp_path, 5), uuid4()
    file.keep(0, bytes(5))
    (file.folder / str(stray)).write_bytes(b"x")

    assert ids_in(file.folder) == {ID, stray}
    assert strays_in(file.folder, {ID}) == [stray]
    destroy_file(file.folder, stray)
    destroy_file(file.folder, stray)
    assert ids_in(file.folder) == {ID}
    assert ids_in(tmp_path / "nowhere") == set()
