"""Invented sheets of every kind, in every language that letters have fixed words for."""

from dataclasses import replace

from safeconduct.publications.rules.furniture import furniture
from safeconduct.publications.rules.kinds import Kind
from safeconduct.publications.rules.sheet import Block, BlockKind, Letterhead, Note, Run, RunKind, Sheet, Signatory

SAID = {
    "en": "They are said to have been detained since February.",
    "da": "De er efter det oplyste blevet tilbageholdt siden februar, også i Åbybæk.",
    "sv": "De uppges ha hållits fängslade sedan februari, även i Ängsö.",
    "de": "Sie sollen seit Februar festgehalten werden, auch in Großmünde, sagt STRAẞE.",
    "fr": "Ils seraient détenus depuis février, dit-on, jusqu’à l’Île d’Œuvre.",
    "ru": "По сообщениям, их удерживают с февраля; палочка Ӏ ӏ и рубль ₽.",
    "ar": "يُقال إنهم محتجزون منذ فبراير.",
}


def run(text: str, kind: RunKind = RunKind.PLAIN, target: str = "") -> Run:
    return Run(text, kind, target)


def block(kind: BlockKind, *runs: Run | str, **fields) -> Block:
    return Block(kind, tuple(run(one) if isinstance(one, str) else one for one in runs), **fields)


def make_sheet(kind: Kind = Kind.LETTER, language: str = "en", **changes) -> Sheet:
    """Give a sheet with something in every place that its kind has."""
    words, said = furniture(language), SAID[language]
    note = run("", RunKind.NOTE, "1")
    blocks = [block(BlockKind.PARAGRAPH, run(said, RunKind.STRONG), note, " ", run(said, RunKind.EMPHASIS), note)]
    blocks += [block(BlockKind.DEMAND, said, number=number) for number in (1, 2, 3)]
    blocks += [block(BlockKind.PARAGRAPH, said), *(block(BlockKind.DEMAND, said, number=number) for number in (4, 5))]
    blocks += [block(BlockKind.ITEM, said), block(BlockKind.ITEM, said, number=1)]
    sheet = Sheet(
        kind=kind,
        language=language,
        title=said,
        letterhead=Letterhead("The Lantern Line", ("1 Example Street", "1000 Town", "mail@lantern.example"), "The Lantern Line, invented"),
        blocks=tuple(blocks),
        reference="PU-7Q4MZK",
        version=2,
        hash="a1b2c3d4e5f6" * 5,
        dateline=said.partition(" ")[0],
        notes=(Note(1, said, "https://desk.example/en/north/claims/CL-7Q4MZK/"),),
        notices=(words.notice["demonstration"],),
        address="https://desk.example/en/north/publications/PU-7Q4MZK/",
    )
    return replace(sheet, **{**_more(kind, said, words), **changes})


def _more(kind, said, words):
    heading = block(BlockKind.HEADING, words.heading["background"])
    if kind in {Kind.LETTER, Kind.OPEN_LETTER}:
        return {
            "recipient": ("Ada Example", said[:30], "2 Example Square", "1000 Town"),
            "salutation": said,
            "closing": said,
            "signatories": tuple(Signatory(f"Organisation {number} e. V.", "Bo Example", said) for number in range(15)),
            "copies": (said,),
            "siblings": (words.sibling.format(who=said),),
            "enclosures": (words.annex.format(number="AX-7Q4MZK"),),
        }
    body = (block(BlockKind.PARAGRAPH, said, run("", RunKind.NOTE, "1")), heading, block(BlockKind.PARAGRAPH, said))
    if kind is Kind.PRESS_RELEASE:
        quote = block(BlockKind.QUOTE, said, speaker="Bo Example")
        return {"blocks": (quote, *body), "end_mark": words.end, "contacts": (said,), "boilerplates": (("The Lantern Line", said),)}
    if kind in {Kind.URGENT_ACTION, Kind.UPDATE}:
        model = (block(BlockKind.HEADING, words.heading["model-letter"]), block(BlockKind.MODEL, said), block(BlockKind.MODEL, said))
        return {"blocks": (*body, *model), "facts": ((words.label["number"], "UA 3/17"), (words.label["to"], f"Ada Example\n{said}"))}
    return {"blocks": body}
