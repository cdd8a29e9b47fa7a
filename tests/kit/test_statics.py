"""Packed static files."""

import brotli
import pytest

from safeconduct.kit.statics import LARGE, Packing


@pytest.mark.parametrize("size", [10, LARGE, LARGE + 1])
def test_what_is_packed_is_smaller_and_comes_out_the_same(size: int):
    data = b"abcd" * (size // 4)

    packed = Packing.compress_brotli(data)

    assert brotli.decompress(packed) == data
    assert len(packed) < len(data) + 10
