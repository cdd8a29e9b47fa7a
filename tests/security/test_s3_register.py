"""S3: every field is declared clear or sealed, with a reason; what is sealed holds sealed bytes and nothing else; nothing counts."""

import re
import uuid
import zlib
from collections.abc import Callable, Iterator

import pytest
from django.apps import apps
from django.db import connections, models, router

from safeconduct.fund.models import BankLine, Payout
from safeconduct.fund.receiving import LEAST
from safeconduct.people.models import Invitation, Member, Organisation, RoleGrant
from safeconduct.placement.models import Card
from safeconduct.signing.models import WaitingMail
from safeconduct.signing.rules.kinds import MailKind, State, Visibility
from safeconduct.vault.format.ages import check_age, check_message
from safeconduct.vault.format.errors import NotSealed
from safeconduct.vault.format.letters import seal_letter
from safeconduct.vault.format.octets import NONCE_LENGTH, from_text, is_bucket
from safeconduct.vault.format.records import check_blob, header_of
from safeconduct.vault.format.signatures import new_key, new_token, seal_mail, seal_way
from safeconduct.vault.format.staff import FACTOR_LENGTH, seal_keyring
from safeconduct.vault.models import Keyring, StrongboxAsking
from tests.architecture.house import ROOT
from tests.factories.crises import make_crisis
from tests.factories.giving import make_bank_account, make_bank_file, make_bank_line
from tests.factories.people import make_organisation
from tests.factories.petitions import TODAY, make_roll, make_signature
from tests.factories.referring import make_referral
from tests.factories.rounds import make_round, new_answers, put_cards
from tests.factories.strongboxes import make_strongbox
from tests.factories.vault import (
    make_answer,
    make_channel,
    make_epoch,
    make_keyed_member,
    make_record,
    make_request,
    make_steward,
    make_vault,
)

REGISTER = ROOT / "docs" / "reference" / "clear-and-sealed.md"
LINE = re.compile(r"\| `(?P<field>\w+\.\w+\.\w+)` \| (?P<how>[^|]+) \| (?P<why>[^|]+) \|")
APPS = ("people", "vault", "casework", "fund", "placement", "watch", "intake", "signing")
# Who works here, whom the tables of the open desks know too; and the books, which are meant to be counted and keep their order.
BOOKS = {model for model in apps.get_app_config("fund").get_models() if model not in {BankLine, Payout}}
OPEN = {Organisation, Member, RoleGrant, *BOOKS}
# A timer has to know a time. Each goes with its row, and the rows go when they are settled.
MOMENTS = {
    *("watch.CheckIn.due_at", "watch.CheckIn.level_at", "watch.Alarm.raised_at", "watch.Alarm.taken_at", "watch.Beat.at"),
    "watch.Telephone.link_until",
}
TAG_LENGTH = 16
PLAIN = b'{"text": "My name is Zarema."}'


def models_of_the_register() -> list[type[models.Model]]:
    return [model for label in APPS for model in apps.get_app_config(label).get_models()]


def sealed_models() -> list[type[models.Model]]:
    """Give the tables that must tell no time and no order."""
    return [model for model in models_of_the_register() if model not in OPEN]


def fields_of(model: type[models.Model]) -> Iterator[tuple[str, models.Field]]:
    for field in model._meta.concrete_fields:
        yield f"{model._meta.app_label}.{model.__name__}.{field.name}", field


def register() -> dict[str, tuple[str, str]]:
    """Read the register: what is said of each field, and why."""
    lines = [match for line in REGISTER.read_text(encoding="utf-8").splitlines() if (match := LINE.fullmatch(line))]
    assert len({line["field"] for line in lines}) == len(lines)
    return {line["field"]: (line["how"], line["why"]) for line in lines}


def is_age_of_a_bucket(blob: bytes) -> bool:
    check_message(blob)
    return True


def is_a_record(blob: bytes) -> bool:
    check_blob(blob, epoch=header_of(blob).epoch)
    return True


def is_a_grant(blob: bytes) -> bool:
    return check_age(blob).plaintext_length == 256


def is_a_slot(blob: bytes) -> bool:
    return is_bucket(len(blob) - NONCE_LENGTH - TAG_LENGTH)


def is_a_factor(blob: bytes) -> bool:
    return len(blob) == NONCE_LENGTH + FACTOR_LENGTH + TAG_LENGTH


def is_of_a_link(blob: bytes) -> bool:
    return len(blob) >= NONCE_LENGTH + TAG_LENGTH and not blob.isascii()


KINDS: dict[str, Callable[[bytes], bool]] = {
    "sealed: message": is_age_of_a_bucket,
    "sealed: record": is_a_record,
    "sealed: grant": is_a_grant,
    "sealed: share": is_a_grant,
    "sealed: slot": is_a_slot,
    "sealed: keyring": is_a_slot,
    "sealed: factor": is_a_factor,
    "sealed: own": is_of_a_link,
    "sealed: mail": is_of_a_link,
}


def sealed_fields() -> list[tuple[str, str]]:
    return [(field, how) for field, (how, _why) in register().items() if how in KINDS]


def values_of(field: str) -> list[bytes]:
    model = next(model for model in models_of_the_register() if field.startswith(f"{model._meta.app_label}.{model.__name__}."))
    return [bytes(value) for value in model._default_manager.values_list(field.rpartition(".")[2], flat=True) if value]


@pytest.fixture
def story(db: None) -> None:
    """A steward, a hotline, a case over two epochs, a request that was answered, signatures: something in every table that is sealed."""
    jonas = make_steward()
    amina = make_keyed_member("amina", voucher=jonas)
    case = make_vault("case", [amina, jonas])
    for number in range(40):
        make_record(case, {"text": "Её зовут Зарема. " * number}, by=amina)
    make_epoch(case, [amina, jonas])
    box = make_strongbox([amina, jonas])
    share = box.shares.get(member=jonas.member)
    asking = {"asked_by": amina.member, "asked_on": TODAY, "given_by": jonas.member}
    StrongboxAsking.objects.create(strongbox=box, **asking, blob=share.blob, signature=share.signature)
    channel = make_channel(jonas, [amina, jonas])
    for number in range(20):
        make_answer(make_request(channel, "Меня зовут Зарема. " * number))
    for member in (amina, jonas):
        keyring = {"pins": {}, "root_key": "", "roots": {}, "v": 1}
        Keyring.objects.create(member=member.member, version=1, blob=seal_keyring(member.seed, keyring, member=member.reference, version=1))
    round_ = make_round([amina, jonas], make_crisis(by=jonas.member))
    cards = put_cards(round_, 20)
    for card, answer in zip(cards, new_answers(cards, case), strict=True):
        Card.objects.filter(pk=card.pk).update(answer=from_text(answer["blob"]))
    register = make_vault("register", [amina, jonas])
    ngozi = make_keyed_member("ngozi", organisation=make_organisation("North Harbour", country="DE"))
    for _number in range(20):
        make_referral(register, by=ngozi, accepted_by=amina)
    account = make_bank_account()
    file = make_bank_file(account.book, by=jonas.member)
    for number in range(20):
        line = uuid.uuid4()
        gave = {"name": "Zarema " * number, "account": "+46701740605", "message": "My name is Zarema.", "salt": "00" * 16}
        make_bank_line(file, account, id=line, blob=seal_letter(register.recipient, letter=str(line), payload=gave, least=LEAST))
    campaign = make_vault("campaign", [amina, jonas])
    roll = make_roll(vault=campaign.id, recipient=campaign.recipient, key=new_key())
    for number in range(20):
        way = seal_way(new_key(), f"zarema{number}@signers.example", new_token())
        signed = make_signature(
            roll, name="Зарема " * (number % 3 + 1), visibility=Visibility.ADDRESSEE, state=State.PENDING, is_counted=False, way=way
        )
        mail = seal_mail(new_key(), {"to": f"зарема{number}@signers.example", "token": signed.token})
        WaitingMail.objects.create(roll=roll, signature=signed.signature, kind=MailKind.CONFIRM, language="ru", day=TODAY, blob=mail)


def test_every_field_is_declared_and_every_declared_field_is_there():
    there = {name for model in models_of_the_register() for name, _field in fields_of(model)}

    assert there == set(register())


def test_every_field_is_said_to_be_one_of_four_things_for_a_reason():
    for field, (how, why) in register().items():
        assert how in {"clear", "public", "hash", *KINDS}, field
        assert why.strip(), field


def test_bytes_are_never_merely_clear():
    """A column of bytes could hide anything; the digests of sealed bytes and the salts are named one by one."""
    said = register()
    named = {"vault.SealedFile.digest", "intake.IntakeFile.digest", "people.UnlockSlot.salt"}
    columns = {name for model in models_of_the_register() for name, field in fields_of(model) if isinstance(field, models.BinaryField)}

    assert {name for name in columns if said[name][0] == "clear"} == named


def test_no_free_text_is_kept_in_clear():
    """A long text in clear is where a name would be written down; a channel's words stand on a public page."""
    long = {
        name
        for model in sealed_models()
        for name, field in fields_of(model)
        if isinstance(field, (models.TextField, models.JSONField))
        or (isinstance(field, models.CharField) and (field.max_length or 0) > 120)
    }

    assert {name for name in long if register()[name][0] == "clear"} == {
        "intake.ChannelText.line",
        "intake.ChannelText.closed_line",
        "people.Invitation.roles",
        "watch.Team.address",
        "watch.Team.lead_address",
        "watch.Telephone.endpoint",
        "signing.Roll.languages",
        "signing.Roll.danger",
        "signing.Roll.switches",
        "signing.AddressRule.domain",
        "signing.AddressRule.alias_of",
    }


def test_no_sealed_table_keeps_a_moment_but_what_must_ring():
    moments = (models.DateTimeField, models.TimeField, models.DurationField)

    assert {name for model in sealed_models() for name, field in fields_of(model) if isinstance(field, moments)} == MOMENTS


def test_no_sealed_table_sets_a_day_by_itself():
    assert not [name for model in sealed_models() for name, field in fields_of(model) if getattr(field, "auto_now", False)]
    assert not [name for model in sealed_models() for name, field in fields_of(model) if getattr(field, "auto_now_add", False)]


def test_no_sealed_table_counts_its_rows():
    counting = (models.AutoField, models.BigAutoField, models.SmallAutoField)

    assert not [name for model in sealed_models() for name, field in fields_of(model) if isinstance(field, counting)]


def test_every_id_is_random():
    ids = [(name, field) for model in sealed_models() for name, field in fields_of(model) if isinstance(field, models.UUIDField)]

    assert ids
    assert not [name for name, field in ids if field.primary_key and field.default is not uuid.uuid4]


@pytest.mark.django_db(databases=["default", "intake", "signing"])
def test_every_id_that_is_kept_is_random(story: None):
    for model in sealed_models():
        for name, field in fields_of(model):
            if isinstance(field, models.UUIDField):
                versions = {value.version for value in model._default_manager.values_list(field.name, flat=True)}
                assert versions <= {4}, name


@pytest.mark.django_db(databases=["default", "intake", "signing"])
@pytest.mark.parametrize(("field", "how"), sealed_fields())
def test_a_sealed_column_holds_what_it_says_and_nothing_else(story: None, field: str, how: str):
    values = values_of(field)

    assert values, "The story says nothing about this column."
    assert all(KINDS[how](value) for value in values)


@pytest.mark.django_db(databases=["default", "intake", "signing"])
@pytest.mark.parametrize(("field", "how"), sealed_fields())
def test_a_sealed_column_looks_like_noise(story: None, field: str, how: str):
    """Noise cannot be made smaller. An age file says in letters that it is one, so only its end is looked at."""
    octets = b"".join(value[-256:] for value in values_of(field))

    assert len(zlib.compress(octets, 9)) >= len(octets)
    assert len(zlib.compress(b"My name is Zarema. ".ljust(len(octets)), 9)) < len(octets)


@pytest.mark.parametrize("how", list(KINDS))
@pytest.mark.parametrize(
    "plain", [b'{"text": "My name is Zarema."}', b'{"text": "My name is Zarema."}'.ljust(300), b"PK\x03\x04" + bytes(252)]
)
def test_what_is_plain_is_taken_for_none_of_them(how: str, plain: bytes):
    try:
        assert not KINDS[how](plain)
    except NotSealed:
        return


@pytest.mark.django_db(databases=["default", "intake", "signing"])
def test_no_table_holds_the_words_of_anybody(story: None):
    words = ["Зарема".encode(), "Зарема".encode("utf-16-le"), "Зарема".encode().hex().encode(), b"\\u0417\\u0430\\u0440"]
    found = []
    for model in models_of_the_register():
        with connections[router.db_for_read(model)].cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            for row in cursor.fetchall():
                octets = b"\0".join(bytes(value) if isinstance(value, (bytes, memoryview)) else str(value).encode() for value in row)
                found += [model.__name__ for word in words if word in octets]

    assert not found


def test_nothing_of_another_framework_keeps_who_came_and_when():
    kept = {model._meta.label for model in apps.get_models()}

    assert not kept & {"sessions.Session", "admin.LogEntry", "axes.AccessLog"}
    assert not [field.name for field in Member._meta.concrete_fields if field.name == "last_login"]
    assert not [field.name for field in Invitation._meta.concrete_fields if isinstance(field, models.EmailField)]
