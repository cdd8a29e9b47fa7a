"""S1 for petitions: invented people sign in every way there is, with marks in all they bring; no disk ever holds one of them.

Names of those who chose to be named in public are no marks while they are shown: they stand on a page.
"""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from safeconduct.drill.asker import Asker, hidden_fields
from safeconduct.drill.marks import Mark
from safeconduct.drill.places import programs
from safeconduct.drill.scanner import Hit, Scanner
from safeconduct.drill.story import Planted
from tests.security.installation import Installation, installed
from tests.security.mailbox import Mailbox, mailbox
from tests.security.test_s1_canary_dump import rows_of_file

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("signers")]

WHERE = "/en/chechnya-2017/petitions/an-easier-visa-for-people-who-flee-persecution/"


@dataclass
class Watch:
    """Looks again and again, while the story goes on, for marks that are planted, wherever the server may write."""

    folder: Path
    planted: Planted
    hits: list[Hit] = field(default_factory=list)
    rounds: int = 0
    over: threading.Event = field(default_factory=threading.Event)
    touched: dict[Path, int] = field(default_factory=dict)

    def run(self) -> None:
        """Look until the story is over. What the system has not touched since the last look cannot hold a mark that is younger."""
        while not self.over.is_set():
            marks = list(self.planted.marks)
            for path in self.folder.rglob("*"):
                if path.is_file() and self.is_changed(path):
                    self.hits += Scanner(marks).in_file(path)
            self.rounds += 1
            self.over.wait(0.2)

    def is_changed(self, path: Path) -> bool:
        """Tell whether a file was touched since it was last looked at."""
        try:
            moment = path.stat().st_ctime_ns
        except FileNotFoundError:
            return False
        return self.touched.get(path) != moment and self.touched.update({path: moment}) is None


@dataclass
class Stage:
    """The installation, the mailbox of all signers, what was planted."""

    here: Installation
    box: Mailbox
    planted: Planted = field(default_factory=Planted)
    seen: list[str] = field(default_factory=list)

    def signer(self, where: str) -> Asker:
        """Give the browser of one signer."""
        return Asker(self.here.port, self.planted.headers(where))

    def sign(self, where: str, *, visibility: str, **more: str) -> str:
        """Sign the petition as a browser without scripts; give the signer's address."""
        asker = self.signer(where)
        mail = self.planted.text(f"{where}: address", f"{self.planted.word(f'{where}: local part').lower()}@signers.example")
        name = f"{self.planted.word(f'{where}: given name', cyrillic=True)} {self.planted.word(f'{where}: family name', cyrillic=True)}"
        fields = {"name": name, "mail": mail, "country": "SE", "visibility": visibility, "website": "", **more}
        fields |= {key: value for key, value in hidden_fields(asker.get(WHERE).text).items() if key in {"ticket", "language"}}
        consents = [("consent", one) for one in ("answer", "updates", "organisation")]
        self.seen.append(asker.post_form(f"{WHERE}sign/", [*fields.items(), *consents]).text)
        return mail

    def act(self, where: str, mail: str, **fields: str) -> str:
        """Do something on the signer's own page."""
        asker, link = self.signer(where), self.box.link_to(mail)
        self.planted.text(f"{where}: link", link.rstrip("/").rpartition("/")[2])
        asker.get(link)
        return asker.post_form(link, list(fields.items())).text


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Stage, Watch]]:
    """Walk the story while it is watched; the server still runs while it is searched."""
    folder = tmp_path_factory.mktemp("signed")
    with mailbox() as box:
        settings = {"MAIL_HOST": "127.0.0.1", "MAIL_PORT": str(box.port), "MAIL_SECURITY": "none", "MAIL_DOMAIN": "north.example"}
        with installed(folder, **{f"SAFECONDUCT_{name}": value for name, value in settings.items()}) as here:
            here.command("demo")
            stage = Stage(here, box)
            watch = Watch(here.var, stage.planted)
            thread = threading.Thread(target=watch.run)
            thread.start()
            try:
                walk(stage)
            finally:
                watch.over.set()
                thread.join()
            yield stage, watch


def walk(stage: Stage) -> None:
    """Sign, confirm by link and by code, sign twice, hide, take back, erase; make every mistake that a form can show again."""
    hidden = stage.sign("to the addressee only", visibility="addressee", postcode=stage.planted.word("postcode"))
    stage.act("to the addressee only", hidden, do="confirm")
    counted = stage.sign("counted only", visibility="counted", country="RU")
    stage.act("counted only", counted, do="confirm")
    for where, deed in (("takes back", "withdraw"), ("erases", "erase")):
        mail = stage.sign(where, visibility="addressee")
        stage.act(where, mail, do="confirm")
        stage.act(where, mail, do=deed)
    coded = stage.sign("types the code", visibility="counted")
    _subject, text = stage.box.mail_to(coded)
    stage.signer("types the code").post_form("/en/signature/", [("code", code_in(text))])
    stage.sign("never confirms", visibility="addressee")
    again = stage.signer("signs twice")
    fields = {"name": "Ada Example", "mail": hidden.upper(), "country": "SE", "visibility": "addressee", "website": ""}
    fields |= {key: value for key, value in hidden_fields(again.get(WHERE).text).items() if key in {"ticket", "language"}}
    stage.seen.append(again.post_form(f"{WHERE}sign/", list(fields.items())).text)
    stage.sign("touches the trap", visibility="addressee", website="http://trap.example")
    stage.sign("mistypes", visibility="addressee", country="XX")
    stage.sign("has no ticket", visibility="addressee", ticket="")
    stage.signer("asks for the link").post_form("/en/signature/", [("mail", hidden)])
    stage.signer("asks for nobody's link").post_form(
        "/en/signature/", [("mail", stage.planted.text("an address of nobody", "nobody-at-all-here@signers.example"))]
    )
    stage.box.mail_to(hidden, number=2)


def code_in(text: str) -> str:
    """Give the code that a mail tells."""
    return next(line.strip() for line in text.splitlines() if len(line.strip().replace("-", "").replace(" ", "")) == 10)


def everything(stage: Stage, scanner: Scanner) -> Iterator[Hit]:
    """Look through the whole folder, each row of each database, memory that looks like a disk, and what programs were started with."""
    yield from scanner.in_folder(stage.here.var.parent)
    for database in stage.here.var.glob("*.sqlite3"):
        yield from rows_of_file(database, scanner)
    yield from scanner.in_folder(Path("/dev/shm"))
    for place, content in programs():
        yield from scanner.in_bytes(content, place)


def test_the_signers_were_taken_and_their_mails_came(stage: tuple[Stage, Watch]):
    story, watch = stage
    assert len(story.planted.marks) > 80
    to_signers = {"Please confirm", "Nothing was changed", "The link that you asked for"}
    # The demonstration has a duty team, which is told in its own mails that a sign of life is missing.
    assert {subject for _to, subject, _text in story.box.mails} <= to_signers | {"A notice from the desk"}
    assert len({to for to, _subject, _text in story.box.mails}) >= 6
    assert watch.rounds > 1


def test_no_mail_names_the_cause(stage: tuple[Stage, Watch]):
    story, _watch = stage
    said = " ".join(f"{subject} {text}".lower() for _to, subject, text in story.box.mails)

    assert said
    assert not [word for word in ("visa", "flee", "petition", "chechnya", "persecution") if word in said]


def test_at_no_moment_of_the_story_did_a_disk_hold_anything_of_a_signer(stage: tuple[Stage, Watch]):
    _story, watch = stage

    assert not [(hit.form.mark.where, hit.form.how, hit.place, hit.offset) for hit in watch.hits]


def test_whoever_carries_the_server_away_finds_no_signer(stage: tuple[Stage, Watch]):
    story, _watch = stage
    hits = list(everything(story, Scanner(story.planted.marks)))

    assert not [(hit.form.mark.where, hit.form.how, hit.place, hit.offset) for hit in hits]


def test_the_same_search_finds_an_address_that_lies_there(stage: tuple[Stage, Watch]):
    story, _watch = stage
    mark = next(mark for mark in story.planted.marks if mark.value.endswith("@signers.example"))
    file = story.here.var / "left-behind"
    file.write_bytes(b"\x00" * 100 + mark.value.encode() + b"\x00")
    try:
        places = {hit.place for hit in everything(story, Scanner([Mark("an address", mark.value)]))}
    finally:
        file.unlink()

    assert places == {str(file)}


def test_the_answer_is_the_same_for_whoever_signs_twice(stage: tuple[Stage, Watch]):
    story, _watch = stage
    first, twice = story.seen[0], story.seen[6]

    assert first == twice
