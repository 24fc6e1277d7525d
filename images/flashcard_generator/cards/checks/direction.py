"""Opposites: which of two words of measure or order a text has, and with which sign."""

import re
from collections.abc import Hashable
from dataclasses import dataclass
from functools import cache

from .bounds import drop_bounds
from .novelty import has_content, is_form
from .plain import compile_words, read_plain

_WORDS = (
    (("more|most|much|many", "mehr|meist*|viel|viele", "davantage|plus", "mas|mucho*|mucha*", "أكثر", "多い|多く|多か"), ("less|fewer|least|few|little", "weniger|wenigst*|wenig|wenige", "moins|peu", "menos|poco*|poca*", "أقل", "少な")),
    (("large*|big|bigger|biggest|great*", "gross*", "grand*", "mayor*", "أكبر|كبير*", "大き"), ("small*|little", "klein*", "petit*", "menor*|pequen*", "أصغر|صغير*", "小さ")),
    (("high*", "hoch*|hohe*", "haut*|elev*", "alto|alta|altos|altas", "أعلى|عالي*", "高い|高く|高か|高温"), ("low|lower|lowest", "niedrig*|tief*", "bas|basse*|faible*", "bajo|baja|bajos|bajas", "أدنى|منخفض*", "低い|低く|低か|低温")),
    (("long|longer|longest|lengthen*", "lang|lange*", "long|longue*", "largo*|larga*", "أطول|طويل*", "長い|長く"), ("short*", "kurz*", "court*", "corto*|corta*", "أقصر|قصير*", "短い|短く")),
    (("fast|faster|fastest|quick*|rapid*", "schnell*|rasch*", "rapide*|vite", "أسرع|سريع*", "速い|速く"), ("slow*", "langsam*", "lent*", "أبطأ|بطيء*", "遅い|遅く|ゆっくり")),
    (("strong*|stiff*", "stark*", "fort|forte*", "fuerte*", "أقوى|قوي*", "強い|強く|強ま"), ("weak*", "schwach*", "faible*", "debil*", "أضعف|ضعيف*", "弱い|弱く|弱ま")),
    (("wide*|broad*", "breit*|weit*", "vaste*", "ancho*|ancha*", "أوسع|واسع*", "広い|広く"), ("narrow*", "schmal*|eng|enge*", "etroit*", "estrech*", "أضيق|ضيق*", "狭い|狭く")),
    (("early|earlier|earliest", "fruh*", "tot", "temprano*|antes", "أبكر|مبكر*", "早い|早く"), ("late|later|latest", "spat*", "tard*", "tarde|tardio*|despues", "متأخر*", "遅い|遅く")),
    (
        ("increas*|rise|rises|rose|risen|grow|grows|grew|gain*|raise*|climb*", "steig*|stieg*|zunehm*|nimmt zu|wachs*|wuchs*|erhoh*", "augment*|croit|croissance|accroi*|hausse|monte|montent", "aument*|crec*|sube|suben|subi*", "زاد*|يزيد|تزيد|ارتفع*|يرتفع", "増|上が|上昇"),
        ("decreas*|fall|falls|fell|fallen|drop*|shrink*|shrank|declin*|reduc*|lose|loses|lost|loss", "sink*|sank*|abnehm*|nimmt ab|fall*|fiel*|verringer*|schrumpf*", "diminu*|baiss*|reduit*|chut*", "disminu*|baja|bajan|bajo|reduc*|cae|caen|cayo", "قل|يقل|تقل|انخفض*|ينخفض", "減|下が|低下"),
    ),
    (("hot*|warm*", "heiss*|warm*", "chaud*", "caliente*|calid*", "حار*|أحر", "暑い|熱い|暖か|温か"), ("cold*|cool*", "kalt*", "froid*", "frio*|fria*", "بارد*|أبرد", "寒い|冷た|涼し")),
    (("hard|harder|hardest", "hart*", "dur|dure|durs|dures", "صلب*", "硬い|硬く|硬水"), ("soft*", "weich*", "mou|molle*", "لين*", "柔らか|軟らか|軟水")),
    (("thick*|viscous", "dick*|zah*", "epais*|visqueu*", "سميك*", "厚い|厚く"), ("thin|thinner|thinnest", "dunn*", "mince*|fluide*", "رقيق*", "薄い|薄く")),
    (("heavy|heavier|heaviest", "schwer*", "lourd*", "أثقل|ثقيل*", "重い|重く"), ("light|lighter|lightest", "leicht*", "leger*", "أخف|خفيف*", "軽い|軽く")),
    (("near|nearer|nearest|closer|closest", "nah*", "proche*|pres", "cerca*|cercan*", "أقرب|قريب*", "近い|近く"), ("far|farther|further|distant", "fern*|entfernt*", "loin*", "lejos|lejan*", "أبعد|بعيد*", "遠い|遠く")),
    (("above|exceed*", "oberhalb", "dessus|superieur*", "فوق", "以上|上回"), ("below|beneath", "unterhalb", "dessous|inferieur*", "تحت", "以下|未満|下回")),
    (("better|best|improve*", "besser*|best*", "meilleur*|mieux", "mejor*", "أفضل|أحسن", "良い|良く|優れ"), ("worse|worst|worsen*", "schlecht*|schlimm*", "pire*|pis", "peor*", "أسوأ", "悪い|悪く|劣")),
    (("rich*", "reich*", "riche*", "أغنى|غني*", "豊か|豊富"), ("poor*", "arm|arme*", "pauvre*", "أفقر|فقير*", "乏し")),
    (("old*", "alt|alte*", "vieux|vieil*|ancien*", "أقدم|قديم*", "古い|古く"), ("young*|new|newer|recent*", "jung*|neu|neue*", "jeune*|recent*|nouve*", "أحدث|حديث*", "新しい|新しく|若い")),
    (("open|opens|opened", "offen*|geoffnet", "ouvert*", "مفتوح*", "開く|開き|開い"), ("closed|close|shut", "geschlossen*", "ferme|fermee|ferment", "مغلق*", "閉")),
    (("possible", "moglich*", "possible*", "", "可能"), ("impossible", "unmoglich*", "impossible*", "", "不可能")),
    (("allow*|permit*|may", "erlaub*|darf|durfen", "autoris*|permis*", "يجوز|مسموح*", "許"), ("forbid*|forbidden|prohibit*|ban|banned", "verboten|verbiet*", "interdi*", "ممنوع|يمنع", "禁")),
    (("accept*|valid", "gultig*|angenommen", "accept*|valable*|valide*", "صحيح*", "有効"), ("reject*|void|invalid", "ungultig*|abgelehnt", "refus*|nul|nulle*", "باطل*", "無効")),
    (("same|equal*|identical*", "gleich*", "meme|memes|egal*", "نفس*", "同じ|等し"), ("differ*", "verschieden*|unterschied*", "differ*", "مختلف*", "異な|違")),
    (("true|correct|right", "wahr|richtig*|zutreffend*", "vrai|vraie*|correct*", "صحيح*", "正し"), ("false|untrue|incorrect|wrong", "falsch*|unwahr", "faux|fausse*|inexact*", "خطأ|خاطئ*", "誤り|正しくな")),
    (("maximum|max", "maximum|hochst*", "maximum|maximal*", "الأقصى", "最大"), ("minimum|min", "minimum|mindest*", "minimum|minimal*", "الأدنى", "最小")),
)  # fmt: skip
"""Words of measure and order with their opposites. They, too, are few in any language."""

_PAIRS = tuple((compile_words(*one), compile_words(*other)) for one, other in _WORDS)


@cache
def _compile_all() -> re.Pattern[str]:
    """Any of the words: it says at once of most texts that they have none. It takes 25 ms, which no start waits for."""
    return compile_words(*(each for pair in _WORDS for side in pair for each in side))


_DEGREE = 0
"""The pair of `more` and `less`: before another word they say its sign."""

_IDIOMS = re.compile(
    r"\b(?:as|so|aussi|autant) (?:many|much|long|far|soon)\b|\b(?:how|too|wie|zu|trop|combien) (?:many|much|long|far|old|high|often|large|big|fast|deep|wide|hot|heavy|viel\w*|lange|oft|hoch|weit|gross|alt|de|du)\b"
    r"|\b(?:le )?plus (?:ou moins|souvent)\b|\bmore (?:or less|than one|often than not)\b|\bno longer\b|\b(?:once|any) more\b|\bmost of\b|\bfar (?=\w+er\b)"
    r"|\bplus (?:grand nombre|tard|tot)"
)
"""Turns of speech with a word of measure in them that measures nothing."""

_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Pole:
    """A word of measure or order where it stands.

    Attributes:
        key: what is measured: a pair of opposites, or the word that `more` or `less` stands before.
        sign: 1 or -1, which of the two is said.
        start: its place in the plain text.
        end: its exclusive end.
    """

    key: Hashable
    sign: int
    start: int
    end: int


def list_poles(text: str) -> list[Pole]:
    """The poles of a text in order. `Less high` is low, and `more evenly` has a key of its own."""
    plain = blank_idioms(text)
    if not _compile_all().search(plain):
        return []
    degrees = _find_pair(plain, _DEGREE)
    found = []
    for at in range(1, len(_PAIRS)):
        for pole in _find_pair(plain, at):
            before = next((each for each in degrees if plain[each.end : pole.start].isspace()), None)
            found.append(Pole(at, pole.sign * (before.sign if before else 1), pole.start, pole.end))
    taken = {pole.start for pole in found}
    for degree in degrees:
        word = _LETTERS.match(plain, degree.end + 1)
        if word and word.start() in taken:
            continue
        key = word[0][:6] if word and has_content(word[0]) else _DEGREE
        found.append(Pole(key, degree.sign, degree.start, word.end() if word and key else degree.end))
    return sorted(found, key=lambda each: each.start)


def blank_idioms(text: str) -> str:
    """The plain text without words of measure that compare nothing; the others stay in their places."""
    return _IDIOMS.sub(lambda found: " " * len(found[0]), drop_bounds(read_plain(text)))


def _find_pair(plain: str, at: int) -> list[Pole]:
    return [
        Pole(at, sign, found.start(), found.end())
        for sign, pattern in zip((1, -1), _PAIRS[at], strict=True)
        for found in pattern.finditer(plain)
    ]


def read_signs(text: str) -> dict[Hashable, int]:
    """What a text says of each key; what it says both ways is left out."""
    signs: dict[Hashable, int] = {}
    for pole in list_poles(text):
        signs[pole.key] = pole.sign if signs.get(pole.key, pole.sign) == pole.sign else 0
    return {key: sign for key, sign in signs.items() if sign}


def count_opposites(claim: str, evidence: str, said_before: str = "") -> int:
    """How many opposites the claim has of which the evidence says the other one, and only that.

    Args:
        claim: what is said.
        evidence: what it is compared with.
        said_before: what was said already: to say it again turns nothing.
    """
    said, there, before = read_signs(claim), read_signs(evidence), read_signs(said_before)
    return sum(there.get(key) == -sign and before.get(key) != sign for key, sign in said.items())


def is_pole(word: str) -> bool:
    """Whether a word is one of measure or order."""
    return bool(_compile_all().match(word))


def has_opposed_prefix(one: str, other: str) -> bool:
    """Whether one word is the other one denied: `elastic` and `inelastic`, `lawful` and `unlawful`."""
    longer, shorter = sorted((one, other), key=len, reverse=True)
    prefix = longer.removesuffix(shorter) if len(shorter) > _SHORTEST_DENIED else longer
    return prefix in _DENIALS or (
        longer[:2] in _DENIALS and is_form(longer[2:], shorter) and len(shorter) > _SHORTEST_DENIED
    )


_DENIALS = frozenset(("un", "in", "im", "il", "ir", "non", "dis", "a"))
_SHORTEST_DENIED = 4
