"""People who do not exist, each written down twice by people who do not know of each other. Seeded: the same every time.

Names are put together from invented and common parts; nobody in it is anybody.
"""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

_GIVEN = (
    "Зарема Малика Седа Хеди Айна Лиана Марьям Зулихан Петимат Раиса Ася Луиза Таус Элина Хава Мадина Яха Селима Румиса Деши "
    "Мухаммад Юсуп Ислам Адам Рамзан Хасан Зелимхан Тимур Асхаб Шамхан Бекхан Лечи Магомед Усман Апти Саламбек Висхан Джамал Цуха ГIапур"
)
_SURNAMES = (
    "Ахмадов Хаджиев Цечоев Юнусов Гайтукаев Межиев Дадаев Эльмурзаев Шахидов Бакаев Чагаев Тасуев Жабраилов Исмаилов Кадимагомаев Оздоев "
    "Мальсагов Хамхоев Евлоев Аушев Барахоев Дзауров Фаргиев Вышегуров Нальгиев Ужахов Яндиев Гандаров Костоев Мержоев Сайдулаев Вахаев"
)
_FATHERS = "Иса Муса Ахмед Султан Хамид Рашид Ваха Умар Ибрагим Алихан Шарип Магомед Саид Хасан Мовлади Абдул Идрис Лёма"
GIVEN, SURNAMES, FATHERS = _GIVEN.split(), _SURNAMES.split(), _FATHERS.split()
FEMALE = 20  # the first names of GIVEN
# Ways in which offices and people write the same letters.
SCHEMES: tuple[dict[str, str], ...] = (
    {},
    {
        "х": "kh",
        "ц": "ts",
        "ч": "ch",
        "ш": "sh",
        "ж": "zh",
        "ю": "yu",
        "я": "ya",
        "э": "e",
        "й": "y",
        "ь": "",
        "ъ": "",
        "ы": "y",
        "ё": "yo",
        "I": "",
    },
    {
        "х": "h",
        "ц": "c",
        "ч": "ch",
        "ш": "sh",
        "ж": "zh",
        "ю": "iu",
        "я": "ia",
        "э": "e",
        "й": "i",
        "ь": "",
        "ъ": "",
        "ы": "y",
        "ё": "e",
        "I": "",
    },
    {
        "х": "kh",
        "ц": "tz",
        "ч": "tch",
        "ш": "sch",
        "ж": "j",
        "ю": "ju",
        "я": "ja",
        "э": "è",
        "й": "j",
        "ь": "'",
        "ъ": "",
        "ы": "i",
        "ё": "jo",
        "I": "'",
    },
)
_LATIN = "a b v g d e z i k l m n o p r s t u f shch"
PLAIN = dict(zip("абвгдезиклмнопрстуфщ", _LATIN.split(), strict=True))


@dataclass(frozen=True)
class Written:
    """A person as somebody wrote them down; ``who`` is the person, which no rule may look at."""

    who: int
    names: list[str] = field(default_factory=list)
    born: str = ""
    father: str = ""
    telephone: str = ""


def two_lists(size: int = 500, *, shared: int = 200, seed: int = 7) -> tuple[list[Written], list[Written]]:
    """Give two lists of people as two desks wrote them; so many are in both."""
    chance = random.Random(seed)
    people = [_person(chance, number) for number in range(2 * size - shared)]
    # Families: a sister or brother with the same surname, father and telephone, and another name.
    for at in range(0, len(people) - 1, 9):
        shared_by_both = {key: people[at][key] for key in ("surname", "father", "call")}
        name = GIVEN[(GIVEN.index(people[at]["given"]) + 1) % len(GIVEN)]  # nobody gives two children one name
        people[at + 1] = {**people[at + 1], **shared_by_both, "given": name}
    one, other = people[:size], people[size - shared :]
    return [_written(chance, person) for person in one], [_written(chance, person) for person in other]


def _person(chance: random.Random, number: int) -> dict[str, str]:
    at = chance.randrange(len(GIVEN))
    surname = chance.choice(SURNAMES) + ("а" if at < FEMALE else "")
    born = date(1965, 1, 1) + timedelta(days=chance.randrange(43 * 365))
    call = f"+7999{chance.randrange(10**7):07}"
    return {
        "who": str(number),
        "given": GIVEN[at],
        "surname": surname,
        "father": chance.choice(FATHERS),
        "born": born.isoformat(),
        "call": call,
    }


def _written(chance: random.Random, person: dict[str, str]) -> Written:
    """Write a person down as one desk would, with what goes wrong there."""
    scheme = chance.randrange(len(SCHEMES))
    surname, given, father = person["surname"], person["given"], person["father"]
    if chance.random() < 0.15:
        surname = surname.removesuffix("а")  # as her brother's passport has it
    if chance.random() < 0.05:
        given = _slip(chance, given)
    names = [_spelt(given, scheme), _spelt(surname, scheme)]
    if chance.random() < 0.3:
        names.reverse()
    if chance.random() < 0.2:
        names.append(_spelt(father + "ович", scheme))
    born = person["born"]
    if chance.random() < 0.15:
        born = ""
    elif chance.random() < 0.1:
        born = f"{born[:4]}-01-01"  # nobody knew the day
    says_father, says_call = chance.random() < 0.6, chance.random() < 0.7
    call = person["call"] if chance.random() < 0.5 else person["call"].replace("+7", "8")
    return Written(int(person["who"]), names, born, _spelt(father, scheme) if says_father else "", call if says_call else "")


def _spelt(name: str, scheme: int) -> str:
    if scheme == 0:
        return name
    written = "".join(SCHEMES[scheme].get(letter, PLAIN.get(letter, letter)) for letter in name.lower().replace("i", "I"))
    return written.title()


def _slip(chance: random.Random, name: str) -> str:
    at = chance.randrange(1, len(name))
    return name[:at] + name[at + 1 :]
