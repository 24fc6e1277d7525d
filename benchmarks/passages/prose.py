"""Paragraphs for the body of a document."""
# words in other scripts

import random
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """How its sentences are made.

    Attributes:
        subjects: what a sentence is about.
        verbs: each with the blank or particle it needs.
        objects: what is done with.
        endings: reasons, places and times.
        joint: what stands between them.
        stop: what ends a sentence, with the blank after it.
    """

    subjects: Sequence[str]
    verbs: Sequence[str]
    objects: Sequence[str]
    endings: Sequence[str]
    joint: str = " "
    stop: str = ". "


ENGLISH = Language(
    ("The membrane", "A falling river", "The second engine", "Every treaty of the period", "The harvest",
     "A prime number", "The upper layer", "Slow cooling", "The council", "An ageing star",
     "The southern trade", "A closed circuit"),
    ("reduces", "carries", "replaces", "determines", "separates", "limits", "explains", "drives", "protects",
     "doubles"),
    ("the flow of heat", "most of the cargo", "the older rule", "the rate of growth", "the weaker currents",
     "its own mass", "the price of grain", "the number of errors", "the pressure below", "the smaller towns",
     "the first estimate"),
    ("because nothing else absorbs the difference", "whenever the temperature falls", "in nearly all observed cases",
     "until the reserve is used up", "although the cause was unknown then", "so that the balance is kept",
     "long before the effect can be measured", "where two regions meet", "if the load is shared evenly"),
)  # fmt: skip
GERMAN = Language(
    ("Die Membran", "Der zweite Motor", "Jeder Vertrag", "Die Ernte", "Der Rat der Stadt", "Die obere Schicht",
     "Ein geschlossener Stromkreis", "Der Handel im Süden"),
    ("begrenzt", "ersetzt", "bestimmt", "trennt", "erklärt", "verdoppelt", "schützt"),
    ("den Wärmestrom", "die ältere Regel", "die Zahl der Fehler", "den Preis des Getreides", "die kleineren Orte",
     "die erste Schätzung", "den Druck darunter"),
    ("weil nichts anderes den Unterschied ausgleicht", "sobald die Temperatur sinkt", "in fast allen Fällen",
     "obwohl die Ursache damals unbekannt war", "wenn die Last gleich verteilt ist"),
)  # fmt: skip
FRENCH = Language(
    ("La membrane", "Le second moteur", "Chaque traité", "La récolte", "Le conseil de la ville", "La couche supérieure",
     "Le commerce du sud"),
    ("limite", "remplace", "détermine", "sépare", "explique", "double", "protège"),
    ("le flux de chaleur", "l'ancienne règle", "le nombre d'erreurs", "le prix du blé", "les petites villes",
     "la première estimation"),
    ("parce que rien d'autre n'absorbe la différence", "dès que la température baisse", "dans presque tous les cas",
     "bien que la cause fût alors inconnue"),
)  # fmt: skip
SPANISH = Language(
    ("La membrana", "El segundo motor", "Cada tratado", "La cosecha", "El consejo de la ciudad", "La capa superior"),
    ("limita", "sustituye", "determina", "separa", "explica", "duplica", "protege"),
    ("el flujo de calor", "la regla antigua", "el número de errores", "el precio del trigo", "las villas menores"),
    ("porque nada más absorbe la diferencia", "cuando baja la temperatura", "en casi todos los casos",
     "aunque entonces se ignoraba la causa"),
)  # fmt: skip
CHINESE = Language(
    ("细胞膜", "第二台发动机", "当时的条约", "粮食收成", "城市议会", "上层岩石", "南方贸易", "闭合电路"),
    ("限制了", "取代了", "决定了", "分隔了", "说明了", "保护了", "加快了"),
    ("热量的流动", "旧的规则", "误差的数量", "粮食的价格", "较小的城镇", "最初的估计", "下层的压力"),
    ("因为没有别的东西能够吸收差额", "每当温度下降的时候", "几乎在所有观察到的情况下", "虽然当时原因尚不清楚"),
    joint="",
    stop="。",
)


def write_paragraphs(chance: random.Random, language: Language, count: int, topic: str = "") -> list[str]:
    """Three times `count` paragraphs of four to nine sentences; `topic` is named in some of them."""
    return [_paragraph(chance, language, topic) for _ in range(3 * count)]


def _paragraph(chance: random.Random, language: Language, topic: str) -> str:
    sentences = []
    for _ in range(chance.randint(4, 9)):
        subject = topic if topic and chance.random() < 0.3 else chance.choice(language.subjects)
        rest = (chance.choice(words) for words in (language.verbs, language.objects, language.endings))
        sentences.append(language.joint.join((subject, *rest)))
    return (language.stop.join(sentences) + language.stop).strip()
