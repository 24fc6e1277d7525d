"""Small words that turn a sentence into another one: negation, quantity, certainty.

They are closed classes, so a list of them is whole; the words around them may be any.
"""

import re
from collections import Counter
from enum import StrEnum
from itertools import dropwhile, takewhile

from .bounds import drop_bounds
from .novelty import has_content
from .plain import compile_words, read_plain, split_clauses
from .terms import split_terms

NEGATION = compile_words(
    "not|cannot|never|no|none|nothing|nobody|neither|nor|without|can't|don't|doesn't|isn't|aren't|won't|didn't",
    "nicht|kein|keine|keiner|keinen|keinem|keines|nie|niemals|nichts|niemand|weder|ohne",
    "ne|n'est|n'a|n'ont|n'y|n'en|pas|jamais|aucun*|rien|sans|non",
    "no|nunca|ningun*|nada|sin",
    "لا|لم|لن|ليس|ليست|دون",
    "ない|ません|なかった|なく|なければ|ずに",
)
"""What says no."""

_OBLIGED = "なければならない|なければなりません|なくてはならない"

_NEGATION_IMPLIED = compile_words(
    "lack*|fail*|refus*|forbid*|forbad*|prohibit*|exclud*|rule out|rules out|deny|denie*|doubt*|whatever|regardless|"
    "independent*|irrespective|closed|stop*|prevent*|instead|rather than|unlike|except|impossible|unclear|unknown|avoid*|"
    "differ|differs|differed|contrary|only|too much|too little|too few|too many|hardly|barely|rare*|seldom|unable|invalid|void|false|wrong*|"
    "ended|closed|up to|no longer|need*|unless|out of|intact",
    "zu viel|zu wenig|verboten|fehl*|unabhangig*|anders|selten|kaum|statt|sondern|verhinder*|ausser|nur|falsch|erst|trotz*|bis",
    "rara vez|apenas|falta*|impid*|impedi*|prohib*|salvo|excepto|solo|demasiado|sino",
    "trop|interdi*|manqu*|independ*|rare*|seul*|empech*|sauf|exclu*|faux|plutot|cess*",
    "بدل|يمنع|ممنوع|تمنع|قبل|خطأ|إلا|غير|فقط|عدم|كما هي",
    "禁|不|無|未|以外|除|まれ|だけ|のみ|失|ず|誤|前",
)
"""What says no in other words, or goes with a no; it neither needs one on the other side nor forbids it."""

_NEGATED_WORD = re.compile(r"\bun(?!der|it|iv|iq|ion|til|les|ter|gef)[^\W\d_]{4,}|\b[^\W\d_]{3,}less\b")
"""`Unchanged`, `useless`."""

_NO_NEGATION = re.compile(
    r"\b(?:nothing else|nichts anderes|rien d'autre|whether or not|oder nicht|ou non|not only|nicht nur|non seulement|no more than|no less than|no later than)\b"
)
"""Turns of speech with a negation in them that negate nothing."""

_DENYING = compile_words(
    "doubt*|deny|denie*|disput*|refus*|reject*|fail to|fails to|failed to|forbid*|forbad*|prohibit*|prevent*|lack*",
    "bezweif*|bestreit*|weiger*|verbiet*|verboten|verhinder*",
    "dout*|nie|nient|contest*|refus*|interdi*|empech*",
    "niega*|nego|duda*|prohib*|impid*|impedi*",
    "ينكر*|يمنع|تمنع|ممنوع*",
    "禁じ|禁止|疑",
)
"""Verbs that deny what follows them."""

_SPACELESS = re.compile("[\u3040-\u9fff]")

_EXCEPTION = compile_words(
    "unless|until|except|without|other than|nothing but|only if|only when|than|before|so that|merely|save that|save for|if",
    "es sei denn|bis|ausser|ohne|solange|erst|als|bevor|damit|wenn",
    "salvo|excepto|hasta|antes|a menos|si",
    "sauf|a moins|jusqu*|tant que|avant|sans|que|excepte|si",
    "إلا|حتى|بل|سوى|غير",
    "限り|以外|まで|なければ|ないと|なく|ため",
)
"""What takes a part out of a negation."""

_HEDGED_ALL = re.compile(
    r"\b(?:nearly|almost|not|hardly)\s+(?:all|every|everyone|always|any)\b|\b(?:fast|nicht|beinahe)\s+(?:alle\w*|immer|jede\w*)\b"
    r"|\b(?:presque|pas)\s+(?:tou\w+|toujours)\b|\bnot\s+(?:only|alone)\b|\bnicht\s+nur\b|\b(?:casi|no)\s+(?:tod\w+|siempre)\b|\bat\s+all\b|\b(?:without|not|no|never|nor|hardly|if|ohne|sans)\s+(?:\w+\s+){0,3}any\b|\bno\s+longer\b|\bwhat\s*ever\b"
)


class Quantity(StrEnum):
    """How many of a kind, or how often, a sentence claims."""

    ALL = "all"
    ONLY = "only"
    NEVER = "never"


_QUANTITIES = {
    Quantity.ALL: compile_words(
        "all|every|everyone|everybody|everything|everywhere|always|completely|wholly|any|throughout|invariably|anywhere|whenever",
        "alle|aller|allen|alles|jeder|jede|jedes|jeden|jedem|immer|stets|samtlich*|uberall|ausnahmslos",
        "tous|tout|toute|toutes|toujours|chaque|partout",
        "todo|toda|todos|todas|siempre|cualquier*",
        "كل|جميع|دائما|كافة|كلها|كلهم|جميعها|جميعهم|كله",
        "すべて|全て|全部|全員|常に|必ず|いつも|あらゆる",
    ),
    Quantity.ONLY: compile_words(
        "only|solely|exclusively|alone|purely",
        "nur|ausschliesslich|allein|lediglich|bloss",
        "seulement|uniquement|exclusivement|seul|seule|seuls|seules|ne que",
        "solo|solamente|unicamente|exclusivamente",
        "فقط|وحدها|وحده",
        "だけ|のみ|しか",
    ),
    Quantity.NEVER: compile_words(
        "never|nobody|nowhere|no one",
        "nie|niemals|nirgends",
        "jamais|aucun|aucune|personne",
        "nunca|jamas|nadie",
        "أبدا|قط|مطلقا",
        "決して|全く|一切|絶対",
    ),
}
_EACH = compile_words(
    "each|as a whole|entire*", "jeweils|ganz*|gesamt*", "entier*|chacun*", "بأكمله", "各|それぞれ|全体"
)
"""They claim all of something, and other things as often."""

_CERTAIN = compile_words(
    "must|have to|has to|had to|required|necessary|need to|needs to|obliged|shall|compulsory|mandatory|"
    "surely|for sure|without fail|without doubt|in any case|bound to|unquestionably|"
    "prove|proves|proved|proven|proof|certain|certainly|definitely|guarantee*|ensures|undoubtedly|inevitably|established|always",
    "muss|mussen|musste*|notwendig|beweis*|bewies*|bewiesen|sicher|gewiss|zwingend|garantier*|immer|bestimmt|zweifellos|unweigerlich|auf jeden fall|vorgeschrieben|pflicht*|verpflicht*",
    "debe|deben|debia*|tiene que|tienen que|hay que|obligatori*|necesari*|siempre|seguro|sin duda|demuestra*|demostr*|garantiza*",
    "doit|doivent|devra*|faut|prouve*|demontre*|certain|certaine|certainement|obligatoire*|oblige*|necessaire*|toujours|garanti*|a coup sur|surement|assurement|sans aucun doute|inevitabl*",
    "يجب|تثبت|يثبت|أثبت|أثبتت|لابد|مؤكد|حتما|يلزم|بالتأكيد|لا محالة|لا شك",
    "なければならない|なければなりません|必要|必ず|証明|確実|義務|べき",
)
_POSSIBLE = compile_words(
    "may|might|could|should|probably|likely|perhaps|possibly|suggest*|appear*|seem*|doubt*|suspect*|can",
    "kann|konnen|konnte*|durfte*|sollte*|soll|sollen|vermutlich|wahrscheinlich|moglich*|vielleicht|wohl|scheint|darf|durfen|vermut*|angeblich",
    "puede|pueden|podria*|podia*|quiza*|tal vez|probable*|posible*|parece*|deberia*",
    "peut|peuvent|pourrai*|devrai*|probable*|possible*|semble*|sans doute|peut-etre|soupconn*|suppos*",
    "قد|ربما|يمكن|يجوز|ينبغي|لعل|يحتمل",
    "かもしれ|可能性|だろう|らしい|てもよい|できる|と考えられ|おそらく|推測",
)


def has_negation(text: str) -> bool:
    """Whether the text says no with a word made for it."""
    return bool(NEGATION.search(_NO_NEGATION.sub(" ", _drop_obligation(read_plain(text)))))


def _drop_obligation(plain: str) -> str:
    for each in _OBLIGED.split("|"):
        plain = plain.replace(read_plain(each), "")
    return plain


def denies_openly(text: str) -> bool:
    """Whether the text has a negation without an exception, or a verb that denies: `doubt`, `refuse`."""
    clauses = split_clauses(_NO_NEGATION.sub(" ", _drop_obligation(read_plain(text))))
    return any(
        not _EXCEPTION.search(clause, _find_scope(found)) for clause in clauses for found in NEGATION.finditer(clause)
    ) or bool(_DENYING.search(read_plain(text)))


def may_negate(text: str, beside: str | None = None) -> bool:
    """Whether the text says no at all, in whatever way; what another text says word for word too does not count."""
    return has_negation(text) or any(
        beside is None or found[0] not in read_plain(beside)
        for pattern in (_NEGATION_IMPLIED, _NEGATED_WORD)
        for found in pattern.finditer(read_plain(text))
    )


_REACH = 2
"""Words that a negation negates: `not be stopped`, but not `not saved are lost`."""

_AS_OFTEN = re.compile(
    r"\b(?:every|alle|jede[rsnm]?|chaque|tou\w+ les|\u0643\u0644)\s+(?:other\s+|\d+\s+)?(?:second|minute|hour|day|night|week|month|year|"
    r"\w+\s+(?:seconds|minutes|hours|days|weeks|months|years|tage|jahre|wochen|stunden|minuten|jours|ans|heures)|"
    r"sekunde|stunde|tag|woche|monat|jahr|jour|semaine|mois|an|annee|heure|\u064a\u0648\u0645|\u0633\u0646\u0629|\u0627\u0633\u0628\u0648\u0639)"
)
"""`Every day` says how often, and `daily` says the same."""


def is_open(text: str) -> bool:
    """Whether a negation in the text has an exception, so that the text affirms something too: `not unless`, `not until`."""
    return bool(_EXCEPTION.search(read_plain(text)))


def find_denied(text: str) -> Counter[str]:
    """How often a word is denied: by a negation before it, or in Japanese behind it, or by a verb such as `lack`.

    A negation with an exception denies nothing, nor does one behind another: `not without`.
    """
    clauses = [
        part
        for clause in split_clauses(_NO_NEGATION.sub(" ", _drop_obligation(drop_bounds(read_plain(text)))))
        for part in _BUT.split(clause)
    ]
    return Counter(word for clause in clauses for word in _list_denied(clause))


def _list_denied(clause: str) -> list[str]:
    negations = list(NEGATION.finditer(clause)) or list(_DENYING.finditer(clause))
    return [
        word
        for at, found in enumerate(negations)
        if not _EXCEPTION.search(clause, _find_scope(found)) and not (at and _WITHOUT.match(found[0]))
        for word in _denied_by(clause, found)
    ]


_WITHOUT = compile_words("without", "ohne", "sans", "دون")
_BUT = re.compile(r"\b(?:but|aber|sondern|mais|while|whereas)\b")
_EVIDENCE = ("evidence", "proof", "sign", "indication", "beweis", "hinweis", "anzeichen", "preuve", "indice", "signe")
"""What is denied with them is all that follows: `no evidence that it harms`."""


def _find_scope(found: re.Match[str]) -> int:
    """Where an exception to a negation may begin: behind it, in Japanese before."""
    return 0 if _SPACELESS.match(found[0]) else found.end()


def _denied_by(clause: str, found: re.Match[str]) -> list[str]:
    if _SPACELESS.match(found[0]):
        return split_terms(clause[max(0, found.start() - 5) : found.start()])
    words = split_terms(clause[found.end() :])
    meant = list(dropwhile(lambda word: not has_content(word), words))
    if meant and meant[0].startswith(_EVIDENCE):
        return [word for word in meant if has_content(word)]
    return list(takewhile(has_content, meant))[:_REACH]


def find_quantities(text: str) -> frozenset[Quantity]:
    """Which quantities the text claims. `Nearly all` is none of them."""
    plain = _AS_OFTEN.sub(" ", _HEDGED_ALL.sub(" ", read_plain(text)))
    return frozenset(kind for kind, pattern in _QUANTITIES.items() if pattern.search(plain))


def is_certain(text: str) -> bool:
    """Whether the text says that something must be, or is proven."""
    return bool(_CERTAIN.search(read_plain(text)))


def is_possible(text: str) -> bool:
    """Whether the text says that something may be, should be or is likely."""
    return bool(_POSSIBLE.search(read_plain(text)))


def find_added(claim: str, quote: str) -> frozenset[Quantity]:
    """The quantities that the claim has and the quote has not."""
    added = find_quantities(claim) - find_quantities(quote)
    if has_negation(quote):
        added -= {Quantity.NEVER}
        added -= {Quantity.ONLY} if is_open(quote) else set()
    if _EACH.search(read_plain(quote)):
        added -= {Quantity.ALL}
    return added


def is_surer(claim: str, quote: str) -> bool:
    """Whether the claim is certain of what the quote holds for possible."""
    return is_certain(claim) and not is_certain(quote) and is_possible(quote)
