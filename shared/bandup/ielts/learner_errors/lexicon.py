"""What our patterns know of words: frequent verbs, nouns and adjectives of the exam's essays, with their forms.

A list is enough here, and safer than a tagger: a word that is not in it raises no finding.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

_NEVER_NOUNS = """
achieve adapt agree allow apply appear argue arrive avoid become begin behave believe belong bring buy choose come
communicate compete complain concentrate confirm consider consist construct consume contain continue contribute
convince create decide defend depend describe destroy develop disagree disappear discover discuss do earn eat
educate employ enable encourage enjoy enter establish exist expand expect explain explore fail follow forbid forget
get give go grow happen have hear improve include inform install introduce invest join know learn listen lose
maintain manage meet organise organize participate pollute prefer prepare prevent promote protect prove provide
publish realise realize receive recognise recognize recommend reduce remain remember remove replace require say see
seem sell send solve speak spend succeed suffer suggest survive take teach tell tend think transform understand want
write
"""
_ALSO_NOUNS = """
act answer attempt ban benefit break build call care cause change charge claim control cook cost cover cut damage
deal decrease demand design drink drive drop end experience face fall feel fight find finish focus force gain guide
hate help hit hold hope impact increase influence judge keep lack lead leave let like limit live look love make mark
matter mean move name need note offer order pay place plan play practise practice produce promise protest put rank
reach read report respect result return rise risk run search set share shop show sleep smoke sound spread stand
start state stay stop study support talk test travel treat trust try turn use visit vote wait walk watch win wish
work worry
"""
_IRREGULAR: Final = {
    "become": "became become", "begin": "began begun", "break": "broke broken", "bring": "brought", "build": "built",
    "buy": "bought", "choose": "chose chosen", "come": "came come", "cost": "cost", "cut": "cut", "deal": "dealt",
    "do": "did done", "drink": "drank drunk", "drive": "drove driven", "eat": "ate eaten", "fall": "fell fallen",
    "feel": "felt", "fight": "fought", "find": "found", "forbid": "forbade forbidden", "forget": "forgot forgotten",
    "get": "got", "give": "gave given", "go": "went gone", "grow": "grew grown", "have": "had", "hear": "heard",
    "hit": "hit", "hold": "held", "keep": "kept", "know": "knew known", "lead": "led", "leave": "left", "let": "let",
    "lose": "lost", "make": "made", "mean": "meant", "meet": "met", "pay": "paid", "put": "put",
    "read": "read", "rise": "rose risen", "run": "ran run", "say": "said", "see": "saw seen", "sell": "sold",
    "send": "sent", "set": "set", "show": "showed shown", "sleep": "slept", "speak": "spoke spoken", "spend": "spent",
    "spread": "spread", "stand": "stood", "take": "took taken", "teach": "taught", "tell": "told", "think": "thought",
    "understand": "understood", "win": "won", "write": "wrote written",
}  # fmt: skip
_DOUBLED = frozenset(
    [
        "ban",
        "begin",
        "cut",
        "drop",
        "forbid",
        "forget",
        "get",
        "hit",
        "let",
        "plan",
        "prefer",
        "put",
        "run",
        "set",
        "shop",
        "stop",
        "travel",
        "win",
    ]
)

_NOUNS = """
accident activity adult advantage advertisement airport animal answer apartment area argument aspect athlete
authority baby benefit bicycle bike bill book boy brother building bus business camera candidate car career castle
cause celebrity chance change child choice cinema citizen city class client club colleague college company computer
concert condition consequence corporation cost country countryman course crime criminal custom customer cyclist
daughter decade decision degree developer device difference difficulty disadvantage disease doctor dog drawback
driver effect election emotion employee employer engineer essay event exam example expert facility fact factor
factory family farm farmer father festival field film flat flight forest friend game garden generation girl goal
graduate grandparent graph guest habit hobby holiday hospital hotel house husband idea immigrant individual
inhabitant invention island issue job journalist journey kid kind language law lawyer leader lecture lesson letter
library lorry lover machine magazine man manager meal meeting member method minister mistake month mother mountain
movie museum nation neighbour neighbor newspaper nurse occupation office officer opinion opportunity organisation
organization owner painting parent park passenger patient person phone picture pilot place plane planet plant player
policeman policy politician pollutant prisoner problem product professor profession programme program project pupil
question reason relation relationship religion report resident resource restaurant result river road role rule
salary school scientist screen secret shop sister situation skill solution son song stadium stage station story
street student subject suburb supermarket symptom system task tax teacher technique teenager tenant test theatre
theater thing ticket tool topic tourist tower town toy trader tradition train traveler traveller tree trend trip
truck university vegetable vehicle victim video village visitor volunteer voter wage way weapon website week wife
woman worker writer year youngster zoo benefit resource celebration
"""
_IRREGULAR_PLURALS: Final = {
    "child": "children", "man": "men", "person": "people", "woman": "women", "policeman": "policemen", "wife": "wives",
    "countryman": "countrymen",
}  # fmt: skip
_COLLECTIVE = frozenset(
    ["class", "club", "college", "company", "corporation", "family", "government", "group", "nation", "staff", "team"]
)
"""British English may give them a plural verb."""

_UNCOUNTABLE = """
advice equipment evidence furniture garbage happiness health homework housework information knowledge luggage money
news pollution poverty progress rubbish software technology tourism traffic transport transportation unemployment
education globalisation globalization weather
"""
_ADJECTIVES = """
alternative attractive bad basic beautiful best better big biggest bright careful central cheap cheapest clean clear
close common complex convenient crucial cultural current daily dangerous dark deep developed developing different
difficult dirty easy economic effective efficient elderly entire environmental essential excellent expensive fair
famous fast final financial foreign formal free fresh full fundamental global good great greatest happy hard harmful
healthy heavy high highest historical huge human ideal important impossible independent individual industrial
interesting international key large largest local lonely long low main major medical mental minor modern moral
national natural necessary negative new nice noisy normal obvious old oldest ordinary perfect personal physical poor
popular positive possible powerful private professional proper public quick quiet rapid rare real recent rich rural
safe scientific serious severe sharp short significant similar simple slow small social special specific strong
successful suitable terrible tiny traditional typical unique unusual urban urgent useful valuable vital weak wild
wonderful worst young younger
"""
ADVERBS = (
    "also always already even ever frequently generally hardly just mainly mostly never normally now often only rarely "
)
ADVERBS += "really regularly seldom simply sometimes still usually"


def third_person(verb: str) -> str:
    """`study` → `studies`."""
    if verb in ("have", "do", "go"):
        return {"have": "has", "do": "does", "go": "goes"}[verb]
    return pluralise(verb)


def pluralise(noun: str) -> str:
    """`country` → `countries`."""
    if noun in _IRREGULAR_PLURALS:
        return _IRREGULAR_PLURALS[noun]
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    return noun + ("es" if re.search(r"(?:s|x|z|ch|sh)$", noun) else "s")


def gerund(verb: str) -> str:
    """`use` → `using`."""
    if verb in _DOUBLED:
        return f"{verb}{verb[-1]}ing"
    return (verb[:-1] if re.search(r"[^eoy]e$", verb) else verb) + "ing"


def _regular_past(verb: str) -> str:
    if verb in _DOUBLED:
        return f"{verb}{verb[-1]}ed"
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ied"
    return verb + ("d" if verb.endswith("e") else "ed")


def past(verb: str) -> str:
    """`go` → `went`."""
    return _IRREGULAR.get(verb, _regular_past(verb)).split()[0]


def participle(verb: str) -> str:
    """`go` → `gone`."""
    return _IRREGULAR.get(verb, _regular_past(verb)).split()[-1]


_PURE_VERBS = _NEVER_NOUNS.split()
_VERBS = sorted({*_PURE_VERBS, *_ALSO_NOUNS.split()})
_COUNTABLE = sorted(set(_NOUNS.split()))

BASE_FORMS: Final[Mapping[str, str]] = {
    form: verb for verb in _VERBS for form in (third_person(verb), gerund(verb), participle(verb), past(verb), verb)
}
"""From every form of a verb to its base form."""

SINGULARS: Final[Mapping[str, str]] = {pluralise(noun): noun for noun in _COUNTABLE}
"""From the plural of a countable noun to its singular."""


def _tag_words() -> Mapping[str, str]:
    tags: defaultdict[str, str] = defaultdict(str)

    def add(tag: str, words: Iterable[str]) -> None:
        for word in words:
            tags[word] += tag

    plurals = set(SINGULARS)
    thirds = {third_person(verb) for verb in _VERBS}
    add("B", _VERBS)
    add("V", (verb for verb in _PURE_VERBS))
    add("T", thirds)
    add("S", thirds - plurals - {third_person(verb) for verb in _ALSO_NOUNS.split()})
    add("G", (gerund(verb) for verb in _VERBS))
    add("D", {past(verb) for verb in _IRREGULAR} - {participle(verb) for verb in _IRREGULAR} - set(_VERBS))
    add("M", {past(verb) for verb in _VERBS} - set(_VERBS))
    add("Q", {participle(verb) for verb in _VERBS})
    add("L", {verb for verb in _VERBS if verb != past(verb)})
    add("C", _COUNTABLE)
    add("K", (noun for noun in _COUNTABLE if noun not in _COLLECTIVE))
    add("P", plurals)
    add("R", plurals - thirds)
    add("U", _UNCOUNTABLE.split())
    add("J", set(_ADJECTIVES.split()))
    add("A", ADVERBS.split())
    return tags


TAGS: Final[Mapping[str, str]] = dict(_tag_words())
"""Which of these a word can be, one letter each.

B base form of a verb; V the same, never a noun; T its form with -s; S the same, never a plural; G its -ing form;
D an irregular past that is no participle; M any past; Q a participle; L a base form that is no past;
C a countable noun; K the same, no group of people; P its plural; R the same, no verb; U an uncountable noun;
J an adjective; A an adverb of time or degree.
"""
