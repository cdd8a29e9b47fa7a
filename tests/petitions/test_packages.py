"""The files of a package: no cell becomes a formula, the chain shows every change, and the browser writes the same."""

import csv
import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.cli.handing import verify
from safeconduct.petitions.reading.packages import check_package
from safeconduct.petitions.rules.chain import NOTHING, BrokenLink, Link, chain_of, read_chain
from safeconduct.petitions.rules.package import counts_csv, csv_line, list_csv, list_json, safe_cell
from safeconduct.signing.rules.addresses import DomainRule, canonical, domain_of
from safeconduct.signing.rules.names import name_key, postcode_key
from safeconduct.vault.format.signatures import tag_of

VECTORS = json.loads((Path(__file__).parents[2] / "client/vectors/package.json").read_text(encoding="utf-8"))
links = st.lists(
    st.builds(
        Link,
        id=st.uuids(),
        country=st.sampled_from(["SE", "RU", ""]),
        channel=st.sampled_from(["web", "import"]),
        visibility=st.sampled_from(["public", "addressee", "counted"]),
        digest=st.binary(min_size=32, max_size=32),
    ),
    unique_by=lambda link: link.id,
    max_size=30,
).map(lambda some: sorted(some, key=lambda link: link.id.hex))


@given(st.text(max_size=60))
def test_no_cell_begins_as_a_formula_does(text: str):
    cell = safe_cell(text)

    assert cell.lstrip(" \t\r\n\u200b\u200c\u200d\u2060\ufeff")[:1] not in {*"=+-@|%", "＝", "＋", "－", "＠"}


@given(st.lists(st.text(max_size=20), min_size=2, max_size=6))
def test_a_table_reads_back_as_what_was_written(cells: list[str]):
    [row] = csv.reader(io.StringIO(csv_line(cells), newline=""), strict=True)

    assert row == [safe_cell(cell) for cell in cells]


@given(links)
def test_every_change_of_a_chain_shows(some: list[Link]):
    chain = chain_of("PE-AAAAAA", some)
    lines = [link.line for link in some]

    assert read_chain("PE-AAAAAA", lines).head == chain.head
    assert chain.count == sum(chain.kinds.values()) == len(some)
    assert read_chain("PE-BBBBBB", lines).head != chain.head
    assert not lines or read_chain("PE-AAAAAA", lines[1:]).head != chain.head
    with pytest.raises(BrokenLink):
        read_chain("PE-AAAAAA", [*lines, *(lines[-1:] or ["no link"])])


def test_what_the_browser_writes_is_the_same():
    assert [csv_line(one["cells"]) for one in VECTORS["lines"]] == [one["line"] for one in VECTORS["lines"]]
    assert "".join(list_csv(VECTORS["signers"])) == VECTORS["list_csv"]
    assert "".join(list_json("PE-AAAAAA", VECTORS["signers"])) == VECTORS["list_json"]
    chain = read_chain("PE-AAAAAA", VECTORS["chain"])
    assert (chain.head.hex(), "".join(counts_csv(chain.kinds))) == (VECTORS["head"], VECTORS["counts_csv"])


def test_addresses_names_and_tags_are_compared_as_in_the_browser():
    known = json.loads((Path(__file__).parents[2] / "client/vectors/addresses.json").read_text(encoding="utf-8"))
    rules = {domain: DomainRule(**rule) for domain, rule in known["rules"].items()}

    assert [(canonical(one["mail"], rules), domain_of(one["mail"])) for one in known["addresses"]] == [
        (one["canonical"], one["domain"]) for one in known["addresses"]
    ]
    assert [name_key(one["name"]) for one in known["names"]] == [one["key"] for one in known["names"]]
    assert [postcode_key(one["postcode"]) for one in known["postcodes"]] == [one["key"] for one in known["postcodes"]]
    assert [tag_of(bytes.fromhex(one["key"]), one["what"], one["text"]).hex() for one in known["tags"]] == [
        one["tag"] for one in known["tags"]
    ]


def package(**changes: bytes | None) -> io.BytesIO:
    """Make a package of two signatures; ``changes`` put other bytes into files after the manifest was written, or take files out."""
    some = [Link(UUID(int=1), "SE", "web", "public", hashlib.sha256(b"x").digest()), Link(UUID(int=2), "RU", "web", "counted", NOTHING)]
    chain = chain_of("PE-AAAAAA", some)
    files = {
        "list.csv": "".join(list_csv([{"name": "Ada", "country": "SE", "visibility": "public"}])).encode(),
        "counts.csv": "".join(counts_csv(chain.kinds)).encode(),
        "chain/chain-0001.txt": "".join(f"{link.line}\n" for link in some).encode(),
    }
    listed = [{"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()} for name, data in files.items()]
    manifest: dict[str, Any] = {"v": 1, "petition": "PE-AAAAAA", "on": "2017-04-20", "confirmed": 2, "named": 1, "chain": chain.head.hex()}
    kept = {**files, "manifest.json": json.dumps({**manifest, "files": listed}).encode(), **changes}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in kept.items():
            if data is not None:
                archive.writestr(name, data)
    made.seek(0)
    return made


def test_a_package_that_was_left_alone_fits():
    checked = check_package(package())

    assert (checked.problems, checked.confirmed, checked.named, checked.files) == ([], 2, 1, 3)


def test_an_auditor_needs_no_names():
    checked = check_package(package(**{"list.csv": None}))

    assert (checked.problems, checked.absent) == ([], ["list.csv"])


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"list.csv": b"number,name\r\n1,Eve\r\n"}, "list.csv"),
        ({"chain/chain-0001.txt": b""}, "links"),
        ({"chain/chain-0001.txt": b"nothing of the kind\n"}, "broken"),
        ({"chain/chain-0001.txt": None}, "nobody can check"),
        ({"counts.csv": b"all,,,2\r\n"}, "counts.csv"),
        ({"more.txt": b""}, "more.txt"),
        ({"manifest.json": b"{}"}, "manifest"),
        ({"manifest.json": None}, "manifest"),
    ],
)
def test_whatever_was_changed_is_told(changes: dict[str, bytes | None], word: str):
    assert any(word in problem for problem in check_package(package(**changes)).problems)


def test_the_command_says_what_it_found(tmp_path: Path):
    path, other = tmp_path / "package.zip", tmp_path / "other.zip"
    path.write_bytes(package().getvalue())
    other.write_bytes(b"age-encryption.org/v1")

    fits, wrong_head, sealed = (CliRunner().invoke(verify, [str(one), *more]) for one, *more in ((path,), (path, "--head", "00"), (other,)))

    assert (fits.exit_code, "2 signatures" in fits.output) == (0, True)
    assert (wrong_head.exit_code, "another than the one" in wrong_head.output) == (1, True)
    assert (sealed.exit_code, "opened first" in sealed.output) == (1, True)
