"""Opposites, and which side of a comparison a sentence puts first."""

import re
from collections.abc import Iterable

from .novelty import is_form, list_content
from .numbers import find_figures
from .plain import compile_words, read_plain, split_clauses

_PAIRS = tuple(
    (compile_words(*one), compile_words(*other))
    for one, other in (
        (("more|most|much|many", "mehr|meist*|viel|viele", "davantage|plus", "أكثر", "多い|多く|多か"), ("less|fewer|least|few|little", "weniger|wenigst*|wenig|wenige", "moins|peu", "أقل", "少な")),
        (("large*|big|bigger|biggest|great*", "gross*", "grand*", "أكبر|كبير*", "大き"), ("small*|little", "klein*", "petit*", "أصغر|صغير*", "小さ")),
        (("high*", "hoch*|hohe*", "haut*|elev*", "أعلى|عالي*", "高い|高く|高か|高温"), ("low|lower|lowest", "niedrig*|tief*", "bas|basse*|faible*", "أدنى|منخفض*", "低い|低く|低か|低温")),
        (("long|longer|longest|lengthen*", "lang|lange*", "long|longue*", "أطول|طويل*", "長い|長く"), ("short*", "kurz*", "court*", "أقصر|قصير*", "短い|短く")),
        (("fast|faster|fastest|quick*|rapid*", "schnell*|rasch*", "rapide*|vite", "أسرع|سريع*", "速い|速く"), ("slow*", "langsam*", "lent*", "أبطأ|بطيء*", "遅い|遅く|ゆっくり")),
        (("strong*|stiff*", "stark*", "fort|forte*", "أقوى|قوي*", "強い|強く|強ま"), ("weak*", "schwach*", "faible*", "أضعف|ضعيف*", "弱い|弱く|弱ま")),
        (("wide*|broad*", "breit*|weit*", "large*", "أوسع|واسع*", "広い|広く"), ("narrow*", "schmal*|eng|enge*", "etroit*", "أضيق|ضيق*", "狭い|狭く")),
        (("early|earlier|earliest", "fruh*", "tot", "أبكر|مبكر*", "早い|早く"), ("late|later|latest", "spat*", "tard*", "متأخر*", "遅い|遅く")),
        (
            ("increas*|rise|rises|rose|risen|grow|grows|grew|gain*|raise*|climb*", "steig*|stieg*|zunehm*|nimmt zu|wachs*|wuchs*|erhoh*", "augment*|croit|croissance|accroi*|hausse|monte|montent", "زاد*|يزيد|تزيد|ارتفع*|يرتفع", "増|上が|上昇"),
            ("decreas*|fall|falls|fell|fallen|drop*|shrink*|shrank|declin*|reduc*|lose|loses|lost|loss", "sink*|sank*|abnehm*|nimmt ab|fall*|fiel*|verringer*|schrumpf*", "diminu*|baiss*|reduit*|chut*", "قل|يقل|تقل|انخفض*|ينخفض", "減|下が|低下"),
        ),
        (("hot*|warm*", "heiss*|warm*", "chaud*", "حار*|أحر", "暑い|熱い|暖か|温か"), ("cold*|cool*", "kalt*", "froid*", "بارد*|أبرد", "寒い|冷た|涼し")),
        (("hard|harder|hardest", "hart*", "dur|dure|durs|dures", "صلب*", "硬い|硬く|硬水"), ("soft*", "weich*", "mou|molle*", "لين*", "柔らか|軟らか|軟水")),
        (("thick*|viscous", "dick*|zah*", "epais*|visqueu*", "سميك*", "厚い|厚く"), ("thin|thinner|thinnest", "dunn*", "mince*|fluide*", "رقيق*", "薄い|薄く")),
        (("heavy|heavier|heaviest", "schwer*", "lourd*", "أثقل|ثقيل*", "重い|重く"), ("light|lighter|lightest", "leicht*", "leger*", "أخف|خفيف*", "軽い|軽く")),
        (("near|nearer|nearest|closer|closest", "nah*", "proche*|pres", "أقرب|قريب*", "近い|近く"), ("far|farther|further|distant", "fern*|entfernt*", "loin*", "أبعد|بعيد*", "遠い|遠く")),
        (("above|exceed*", "oberhalb", "dessus|superieur*", "فوق", "以上|上回"), ("below|beneath", "unterhalb", "dessous|inferieur*", "تحت", "以下|未満|下回")),
        (("better|best|improve*", "besser*|best*", "meilleur*|mieux", "أفضل|أحسن", "良い|良く|優れ"), ("worse|worst|worsen*", "schlecht*|schlimm*", "pire*|pis", "أسوأ", "悪い|悪く|劣")),
        (("rich*", "reich*", "riche*", "أغنى|غني*", "豊か|豊富"), ("poor*", "arm|arme*", "pauvre*", "أفقر|فقير*", "乏し")),
        (("old*", "alt|alte*", "vieux|vieil*|ancien*", "أقدم|قديم*", "古い|古く"), ("young*|new|newer|recent*", "jung*|neu|neue*", "jeune*|recent*|nouve*", "أحدث|حديث*", "新しい|新しく|若い")),
        (("open|opens|opened", "offen*|geoffnet", "ouvert*", "مفتوح*", "開く|開き|開い"), ("closed|close|shut", "geschlossen*", "ferme|fermee|ferment", "مغلق*", "閉")),
        (("possible", "moglich*", "possible*", "", "可能"), ("impossible", "unmoglich*", "impossible*", "", "不可能")),
        (("allow*|permit*|may", "erlaub*|darf|durfen", "autoris*|permis*", "يجوز|مسموح*", "許"), ("forbid*|forbidden|prohibit*|ban|banned", "verboten|verbiet*", "interdi*", "ممنوع|يمنع", "禁")),
        (("accept*|valid", "gultig*|angenommen", "accept*|valable*|valide*", "صحيح*", "有効"), ("reject*|void|invalid", "ungultig*|abgelehnt", "refus*|nul|nulle*", "باطل*", "無効")),
        (("same|equal*|identical*", "gleich*", "meme|memes|egal*", "نفس*", "同じ|等し"), ("differ*", "verschieden*|unterschied*", "differ*", "مختلف*", "異な|違")),
        (("maximum|max", "maximum|hochst*", "maximum|maximal*", "الأقصى", "最大"), ("minimum|min", "minimum|mindest*", "minimum|minimal*", "الأدنى", "最小")),
    )
)  # fmt: skip
"""Words of measure and order with their opposites. They, too, are few in any language."""

_SIDES = 2

_AND = re.compile(r"\b(?:and|und|et|but|aber|mais)\b")

_THAN = compile_words("than", "als", "من|مما", "より|に比べ")
"""What stands between the two sides of a comparison."""


def find_turned(claim: str, evidence: str) -> int:
    """How many opposites the claim has where the evidence has the other word, and only that one."""
    one, other = read_plain(claim), read_plain(evidence)
    return sum(_is_turned(pair, one, other) for pair in _PAIRS)


def _is_turned(pair: tuple[re.Pattern[str], re.Pattern[str]], claim: str, evidence: str) -> bool:
    there = [bool(each.search(claim)) for each in pair]
    here = [bool(each.search(evidence)) for each in pair]
    return there != here and sum(there) == 1 and sum(here) == 1


def find_poles(text: str) -> frozenset[tuple[int, int]]:
    """Which words of which pairs the text has."""
    plain = read_plain(text)
    return frozenset((at, side) for at, pair in enumerate(_PAIRS) for side in (0, 1) if pair[side].search(plain))


def split_comparison(text: str) -> tuple[str, str] | None:
    """The two sides of a comparison with `than`: what is more or less, and than what. None without one."""
    for clause in _split_joined(split_clauses(read_plain(text))):
        found = list(_THAN.finditer(clause))
        if len(found) != 1 or not find_poles(clause):
            continue
        left, right = clause[: found[0].start()], clause[found[0].end() :]
        if found[0][0] in ("より", "に比べ"):
            left, right = right, left
        if left.strip() and right.strip() and not find_figures(right.split()[0]):
            return left, right
    return None


def is_opposed(question: str, answer: str, quote: str) -> bool:
    """Whether the part of the quote that has the answer's first words says the opposite of what the question asks for.

    `Growth was quick in America and slower in Europe`: to `where was it faster?`, Europe is no answer.
    """
    wanted = find_poles(question)
    head = (
        [word for word in list_content(split_clauses(answer)[0]) if not find_poles(word)]
        if split_clauses(answer)
        else []
    )
    parts = [part for clause in split_clauses(read_plain(quote)) for part in _AND.split(clause)]
    if not wanted or not head or len(parts) < _SIDES:
        return False
    own = [part for part in parts if all(any(is_form(word, other) for other in list_content(part)) for word in head)]
    if len(own) != 1 or _THAN.search(own[0]):
        return False
    there = find_poles(own[0])
    return any(
        (pair, 1 - side) in there and (pair, side) not in there and (pair, 1 - side) not in wanted
        for pair, side in wanted
    )


def _split_joined(clauses: Iterable[str]) -> Iterable[str]:
    """The clauses, divided at `and` where one makes two comparisons; the last comparison first."""
    for clause in clauses:
        yield from reversed(_AND.split(clause)) if len(_THAN.findall(clause)) > 1 else [clause]


def join(texts: Iterable[str]) -> str:
    """Several texts as one."""
    return " ".join(texts)
