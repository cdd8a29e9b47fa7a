"""No secret shows itself when an object is printed: traces of errors print objects."""

from datetime import date

from safeconduct.vault.format.codes import source_keys
from safeconduct.vault.format.members import make_member_keys
from safeconduct.vault.format.staff import derive


def test_a_members_keys_are_in_no_printed_form():
    keys = make_member_keys("ME-AM1NA0", today=date(2026, 11, 23), memory_kib=64, passes=1)
    printed = f"{keys!r} {keys.bundle!r} {keys.slot!r} {keys.recovery!r} {derive(keys.passphrase, bytes(16), memory_kib=64, passes=1)!r}"

    for secret in (keys.passphrase, keys.bundle.identity, str(keys.bundle.seed), str(keys.kit), str(keys.auth)):
        assert secret not in printed


def test_the_keys_of_a_box_are_in_no_printed_form():
    keys = source_keys(bytes(10), "tests")

    assert keys.identity not in repr(keys)
    assert str(keys.token) not in repr(keys)
