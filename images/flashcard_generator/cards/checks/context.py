"""Whether a front can be understood a month later, without the document and without what stood before."""

import re

from bandup.ielts.english import FUNCTION_WORDS

from .novelty import list_content
from .plain import compile_words, read_plain

_PARTS = (
    "table|tab|figure|fig|section|chapter|page|pages|pp|theorem|lemma|corollary|proposition|definition|equation|eq|"
    "step|example|exercise|appendix|slide|paragraph|article|listing|algorithm|problem|question|task|box|panel|plate|note|remark|footnote|"
    "row|column|item|lecture|lesson|unit|volume|scheme|map|graph|chart|diagram|"
    "aufgabe|beispiel|kasten|karte|zeile|spalte|lektion|bemerkung|hilfssatz|lehrsatz|tabelle|abbildung|abb|kapitel|abschnitt|seite|seiten|satz|gleichung|schritt|beispiel|ubung|anhang|absatz|aufgabe|folie|artikel|"
    "probleme|question|carte|ligne|colonne|lecon|remarque|tableau|chapitre|theoreme|lemme|equation|etape|exemple|exercice|annexe|encadre|paragraphe|planche|"
    "tabla|figura|capitulo|pagina|seccion|"
    "جدول|شكل|فصل|صفحة|قسم|مثال|تمرين|مادة|خطوة"
)
_NUMBERED = re.compile(
    rf"\b(?:ال)?(?:{_PARTS})\.?\s*(?:no\.?\s*|nr\.?\s*|n°\s*)?\(?(?:\d+(?:\.\d+)*[a-z]?|[ivx]+)\b"
    r"|[表図章節頁]\s*[\d一二三四五六七八九十]|第\s*[\d一二三四五六七八九十]+\s*[章節項条図表頁]|\d\s*(?:ページ|頁)|§\s*\d"
)
_TEXT_PARTS = (
    "text|passage|excerpt|document|book|chapter|section|page|paper|article|study|guideline|handout|lecture|slide|slides|"
    "table|figure|diagram|chart|list|box|exercise|example|paragraph|authors?|report|review|manual|course|unit|pdf|"
    "take-?home|summary|abstract|introduction|conclusion|appendix|glossary|footnote|caption|handbook|textbook|lesson|statute|act|chapters"
)
_META = re.compile(
    rf"\b(?:this|these|the (?:above|following|given|present|current|previous|next|preceding|last|provided))\s+(?:\w+\s)?(?:{_TEXT_PARTS})\b"
    r"|\b(?:according to|as per|based on|(?:stated|mentioned|described|discussed|given|listed|shown|said|defined|covered|found|printed) in|does|do) "
    rf"(?:the|this|that) (?:{_TEXT_PARTS})\b"
    r"|\bthe (?:passage|excerpt|pdf|authors?|author's|take-?home \w+|handout|further reading|footnotes?|caption|abstract)\b"
    r"|\bthe (?:text|study|paper|slides?|lecture|glossary|exercises?|guideline|document|chapter)\b.*\b(?:say|says|mention\w*|describ\w*|stat\w*|defin\w*|list\w*|report\w*|discuss\w*|explain\w*|cover\w*|recommend\w*|argu\w*|claim\w*|adjust\w*|conclud\w*|find|found|use|used|aim\w*|examin\w*|investigat\w*|give|given|limit\w*)\b"
    r"|\btake-?home\b|\b(?:on|in|from) (?:which |what )?(?:pages?|passage|chunk|chapter|section|slide|table|figure)\s*(?:\d|\b(?:can|is|are|was|does|do)\b)"
    r"|\b(?:on|from) (?:the|this|that) (?:page|slide|handout)\b|\b(?:which|what) (?:chapter|slide|exercise|theorem|lemma|clause|footnote|page|paragraph|subsection|(?:figure|table|diagram|chart) (?:shows|gives|lists|compares|illustrates|summari[sz]es|contains))\b"
    r"|\b(?:the researchers?|the present study|the speaker)\b"
    r"|\btrue or false\b|\b(?:all|none|both) of the above\b|\b(?:mentioned|listed|described|shown|see) (?:above|below|earlier)\b|\b(?:above-?mentioned|aforementioned)\b"
    r"|\b(?:dies\w*|der|die|das|dem|den|des|im|vom|welche[rsmn]?)\s+(?:vorliegend\w+ |obig\w+ |folgend\w+ )?(?:text\w*|abschnitts?|kapitels?|buch\w*|dokuments?|artikels?|autor\w*|verfasser\w*|studie|tabelle|abbildung|folie|seite|ubung|skript\w*)\b"
    r"|\b(?:laut|gemass) (?:dem|der|des)? ?(?:text|abschnitt|kapitel|buch|tabelle|autor\w*|abbildung)\b|\b(?:oben|unten|vorher) (?:genannt\w*|erwahnt\w*|beschrieben\w*|gezeigt\w*)\b"
    r"|\b(?:ce|cet|cette|ces|le|la|les|l'|du)\s*(?:present\w* )?(?:texte|passage|chapitre|auteurs?|tableau|encadre|extrait|diapositive)\b|\b(?:ce|cet|cette)\s(?:document|livre|article|etude|figure|page|section|ouvrage|exercice|schema)\b"
    r"|\b(?:ci-dessus|ci-dessous|ci-apres|susmentionne\w*|precedemment)\b|\b(?:selon|d'apres) (?:le|la|les|l'|ce|cet|cette)\s?(?:texte|auteur\w*|passage|document|chapitre|etude|article|tableau|figure)\b"
    r"|(?:هذا|هذه|في|حسب|وفق|يبين|يوضح)\s+(?:ال)?(?:نص|كتاب|فصل|جدول|شكل|صفحة|مقال|دراسة|مولف|كاتب|فقرة|وثيقة)(?:\s|$|\?|؟)|(?:ال)?(?:مولف|كاتب)(?:ون|ين|ان)?\b|\bالمذكور\w*|\bاعلاه\b|(?:يذكر|يقول|يصف|يشير|يتحدث|كاتب|موضوع|عنوان) النص\b|\bالنص (?:يذكر|يقول|يصف|يبين|يشير|يوضح|يتحدث)\b"
    r"|(?:この|本|当該|前|次の|上の|下の|同)(?:文章|本文|書|章|節|論文|研究|資料|文書|表|図|教科書|ページ|段落|テキスト|スライド)|著者|筆者|上記|下記|前述|後述|上述|以下の|本書|本章|本文|(?:表|図)(?:では|には|から|は|に示)|(?:どの|何)(?:表|図|章|節|ページ)"
)
_STATUTE_WORDS = re.compile(r"\bthis (?:act|law|regulation|statute|ordinance|code)\b")

_POINTERS = re.compile(
    r"\b(?:this|these|that|those|such)\b(?!\s+(?:is|are|was|were|who|which|that|of|in|on|with|from|as)\b)"
    r"|\b(?:diese[rsmn]?|jene[rsmn]?|solche[rsmn]?|dadurch|dessen)\b|(?<!, )\bdas\s+(?:die|der|den|das|dem|ein\w*)\b"
    r"|(?<!-)\b(?:ce|cet|cette|ces|celui|celle|ceux|celles|cela|ceci)\b(?!\s+(?:qui|que|qu'|qu|dont|sont|est|a quoi|a|de|du|des)\b|\s*qu')"
    r"|\b(?:esta|este|estos|estas|ese|esa|eso|esto)\b"
    r"|(?:^|\s)[وفبلك]?(?:هذا|هذه|ذلك|تلك|هؤلاء|ذاك)(?:\s|$)"
    r"|この|その(?!まま|後|ため|他|もの|うち|間)|これ|それ(?!ぞれ|以)|あの|そこ(?!で)|ここ|こうした|そうした|そのような|このような"
)
_DETERMINED = r"\b(?:this|these|that|those|such|diese[rsmn]?|cet|cette|ces|ce)\s+(\w+)"
_PRONOUNS = re.compile(
    r"\b(?:it|its|they|them|their|theirs|he|him|his|she|her|hers|itself|themselves)\b|(?:彼|彼女|彼ら|それら)"
)
_PRONOUNS_OF = (
    (
        re.compile(r"\b(?:der|die|das|dem|den|ist|sind|war|wird|werden|hat|hatte|kann|muss|wie|warum|wann|wer|wo|welche\w*|wo\w{2,4})\b"),
        re.compile(r"\b(?:er|sie|es|ihn|ihm|ihnen|sein|seine[rsnm]?|ihr|ihre[rsnm]?|dabei|darin|darunter|davon|daraus|daran|dazu)\b"),
    ),
    (
        re.compile(r"\b(?:est|sont|les|des|du|que|quels?|quelles?|qui|pourquoi|comment|combien|ou|dans|avec)\b|\b[cdjlnqs]'|-t-|\bqu'"),
        re.compile(r"(?:\b|-)(?:il|elle|ils|elles|lui|leur|leurs|son|sa|ses)\b"),
    ),
)  # fmt: skip
"""Words by which a language is known, and its pronouns: `es` is one in German, and a verb in Spanish."""

_THAT_ALONE = re.compile(
    r"\b(?:if|when|because|why|after|before|unless|how|do|does|did|is|was|has) that (?:do|does|did|is|was|has|have|had|can|could|will|would|may|might|must|should|not|happen\w*|fail\w*|work\w*|help\w*|occur\w*|mean\w*)\b"
)
_INSTEAD = re.compile(
    r"\binstead\b(?! of)|\bstattdessen\b|\bau lieu de (?:cela|quoi)\b|\ben su lugar\b|\bبدلا من ذلك\b|代わりに何"
)
_SUFFIX_ALONE = re.compile(r"(?:\w+\s){1,2}(?:في|من|علي|الي|عن|ب|ل)(?:ها|ه|هما|هم|هن)\b")
"""An Arabic question that names nothing before its first pronoun."""

_SEVERAL = compile_words(
    "and|people|children|men|women|mice|feet|teeth|data|media|bacteria|fungi|police|cattle|each|who"
)
"""What `they` may stand for, beside words that end in `s`."""

_THEY = re.compile(r"\b(?:they|them|their|themselves)\b")
_TWO_ALONE = re.compile(
    r"(?:^|\b(?:are|were|do|did|have|had|can|how|why|when|what)\s)(?:the (?:two|three|former|latter)|both)\s(?:are|were|do|did|have|had|can|may|must|differ\w*|[^\W_]+ed)\b"
)
_PLACE_ALONE = re.compile(
    r"(?<!is )(?<!are )(?<!was )(?<!were )(?<!be )(?<!or )\b(?:there|here)\b(?!\s*:| (?:is|are|was|were|be|must|can|may))"
)
_PLACE_NAMED = re.compile(r"\b(?:in|at|on|near|to|from|where|under|around|into)\s+\w+.*\b(?:there|here)\b")
_SUBJECT_AFTER_VERB = re.compile(
    r"^(?:what|which|who|whom|when|where|why|how|in what|in which|at what|by what|by how|to what|for what|with what|on what)\b([^,]*?)"
    r"\b(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would|should|must|may|might) (?:it|they|he|she)\b"
)
"""A question that asks for what comes before its verb, of somebody whom it does not name."""

_EXPLETIVE = re.compile(
    r"\bit\s+(?:is|was|be|takes?|took|costs?|helps?|makes?|matters?|seems?|follows?|(?:can|could|may|might|must|should|will|would) be)\s+(?:\w+\s+){0,3}(?:to|that|for|when|if)\b"
    r"|\b(?:is|was)\s+it\s+(?:\w+\s+){0,3}(?:to|that|when|if|whether|best|possible|necessary)\b|\b(?:does|did|can|will|would|may|might|must|should)\s+it\s+(?:\w+\s+){0,2}?(?:take|matter|mean|cost|help|follow)\b"
    r"|\bis it best\b|\bit takes?\b(?! (?:place|part|up|in|off|on))|\bhow long does it\b"
    r"|\b(?:gibt|gab|braucht|dauert|handelt|heisst|kommt|geht|bedarf|ist|war|gelingt|reicht) es\b|\bes (?:gibt|gab|braucht|dauert|sich|ist|heisst|bis)\b|\bsie sich\b"
    r"|\bil (?:y a|faut|est|s'agit|fallait|existe|suffit|convient|doit)\b|\by a-t-il\b|-t-il (?:de|des|du|pour|que|y)\b|\b(?:faut|est|suffit|existe|agit|convient)-il\b|\ba-t-il (?:fallu|existe)\b"
)
_QUESTION_WORDS = frozenset(
    (
        "combien", "comment", "far", "how", "lange", "long", "many", "much", "oft", "often", "ou", "pourquoi",
        "quand", "que", "quel", "quelle", "quelles", "quels", "qui", "quoi", "viel", "viele", "wann", "warum",
        "was", "welche", "welchem", "welchen", "welcher", "welches", "wem", "wen", "wer", "weshalb", "what", "when",
        "where", "which", "who", "whose", "why", "wie", "wieso", "wo", "wodurch", "womit", "woraus", "worin",
        "wovon", "wozu",
    )
)  # fmt: skip
_SMALL = frozenset(
    (
        "a", "am", "au", "auf", "aux", "bei", "d", "dans", "das", "de", "dem", "den", "der", "des", "die", "du",
        "ein", "eine", "einem", "einen", "einer", "eines", "elle", "en", "est", "etait", "fur", "haben", "hat",
        "il", "im", "in", "ist", "kann", "konnen", "l", "la", "le", "les", "mit", "muss", "mussen", "nach", "nicht",
        "on", "ont", "par", "peut", "pour", "s", "se", "sich", "sind", "sont", "t", "um", "un", "une", "vom", "von",
        "war", "waren", "werden", "wird", "zu", "zum", "zur",
    )
)  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_NO_SUBJECT = frozenset(("who", "what", "wer", "was", "qui", "que", "quoi"))
_JOINED = re.compile(r"\b(?:and|or)\b")
_BOTH_AND = re.compile(r"both\b.*\band\b|(?:he|she|they) who\b")

_MAY_POINT = compile_words(
    "there|here|then|afterwards|the former|the latter|the other|the second one|instead|such",
    "dort|hier|dann|danach|vorher|davor|dabei|dazu|dafür|dagegen|daran|darauf|daraus|darin|davon|beide*|dies*|jene*",
    "ici|alors|ensuite|auparavant|dessus|dedans",
    "allí|aquí|entonces|ello|ellos|ellas|su|sus",
    "هناك|هنا|منها|منه|فيها|فيه|عليها|عليه|لها|له|بها|به|ذلك",
    "そこ|ここ|その|この|それ|これ",
)
"""Words that point at what stood before as often as at something that the question names."""

NAMES_ENOUGH = 5
"""Words with content from which a question names what it is about."""

_REFERS_BACK = compile_words(
    "it|its|they|their|he|his|him|she|her|both",
    "er|es|sie|dabei|dadurch|deshalb|daher|darum|darin|darunter|davon",
    "il|elle|ils|elles|leur|leurs|son|sa|ses|cela|ceci|ils",
)


def is_about_the_document(front: str) -> bool:
    """Whether the front speaks of the document itself (`according to the text`, `in Table 2`) and not of its subject."""
    plain = " ".join(read_plain(front).split())
    return bool(_NUMBERED.search(plain) or _META.search(plain))


def stands_alone(front: str, *, sentence: bool) -> bool:
    """Whether each `this` and `it` of the front has in it what it stands for, as far as can be told without grammar.

    Args:
        front: the question.
        sentence: whether it is a sentence of the document.
    """
    plain = " ".join(read_plain(front).split())
    if sentence:
        refers = _REFERS_BACK.match(plain) and not _EXPLETIVE.match(plain) and not _BOTH_AND.match(plain)
        return not (refers or _points_back(plain, at_start=True))
    return not (
        _points_back(plain, at_start=False)
        or _has_loose_pronoun(plain)
        or _has_unnamed_subject(plain)
        or _INSTEAD.search(plain)
        or _SUFFIX_ALONE.match(plain)
        or _THAT_ALONE.search(plain)
        or (_TWO_ALONE.search(plain) and not _JOINED.search(plain))
        or (_PLACE_ALONE.search(plain) and not _PLACE_NAMED.search(plain))
    )


def may_lean(front: str) -> bool:
    """Whether the front may need what stood before it: it names little, or has a word that may point elsewhere."""
    plain = " ".join(read_plain(front).split())
    if len(list_content(front)) < NAMES_ENOUGH:
        return True
    text = _EXPLETIVE.sub(" ", plain)
    pronouns = [_PRONOUNS, *(each for known, each in _PRONOUNS_OF if known.search(plain))]
    return any(each.search(text) for each in (_POINTERS, _MAY_POINT, *pronouns))


def _points_back(plain: str, *, at_start: bool) -> bool:
    for found in _POINTERS.finditer(plain):
        if at_start and found.start() > 0:
            return False
        noun = re.match(_DETERMINED, plain[found.start() :])
        before = plain[: found.start()]
        if ":" in plain[found.end() :]:
            continue  # what it stands for follows
        if noun and re.search(rf"\b{re.escape(noun[1][:5])}", before):
            continue
        if found[0] in ("that", "those", "such", "celui", "celle", "ceux", "celles", "dessen") and before.strip():
            continue
        if re.match(r"[\u3040-\u9fff]", found[0]) and re.search("[はがをで]", before):
            continue
        return True
    return False


def _has_loose_pronoun(plain: str) -> bool:
    text = _EXPLETIVE.sub(lambda each: "-" * len(each[0]), plain)
    pronouns = [_PRONOUNS, *(each for known, each in _PRONOUNS_OF if known.search(plain))]
    first = min(
        (found for each in pronouns if (found := each.search(text))), key=lambda found: found.start(), default=None
    )
    if first is None:
        return False
    if re.match(r"[\u3040-\u9fff]", first[0]):
        return not re.search("[はが]", plain[: first.start()])
    if _THEY.match(first[0]) and not _names_several(plain[: first.start()]):
        return True
    return not _find_antecedent(_WORD.findall(plain[: first.start()]))


def _names_several(plain: str) -> bool:
    ends_in_s = any(word.endswith("s") and not _is_small(word) for word in _WORD.findall(plain))
    return ends_in_s or bool(_SEVERAL.search(plain))


def _has_unnamed_subject(plain: str) -> bool:
    found = _SUBJECT_AFTER_VERB.match(_EXPLETIVE.sub(lambda each: "-" * len(each[0]), plain))
    return found is not None and not re.search(r"\b(?:and|if|when|after|before|the|an?)\b", found[1])


def _find_antecedent(words: list[str]) -> bool:
    """Whether the words before a pronoun have one that it may stand for: any that is not small, nor the verb of `who`."""
    at = 0
    while at < len(words) and words[at] in _QUESTION_WORDS:
        at += 1
    takes_verb = at > 0 and words[at - 1] in _NO_SUBJECT
    meant = [word for word in words[at:] if not _is_small(word)]
    if takes_verb and at < len(words) and not _is_small(words[at]):
        meant = meant[1:]
    return bool(meant)


def _is_small(word: str) -> bool:
    return word in FUNCTION_WORDS or word in _SMALL or word in _QUESTION_WORDS or len(word) < 2
