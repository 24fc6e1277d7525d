"""The offline examiners' feedback in German: a few sentences around the same counts and bands."""

from collections.abc import Mapping
from typing import Any, Final

from bandup.audio.fluency import Fluency
from bandup.ielts.error_types import NO_ERROR
from ops.local_stage.model_server.criteria import Criterion, Judgement
from ops.local_stage.model_server.measures import Measures

GERMAN: Final = "German"

_CRITERIA: Final[Mapping[str, str]] = {
    "task": "Aufgabe",
    "coherence_cohesion": "Zusammenhang",
    "lexical_resource": "Wortschatz",
    "grammatical_range_accuracy": "Grammatik",
}
_ADVICE: Final[Mapping[str, str]] = {
    "task": "Beantworte jeden Teil der Aufgabe in eigenen Worten und in der verlangten Länge.",
    "coherence_cohesion": "Gliedere in Absätze und verbinde die Gedanken mit treffenden Bindewörtern.",
    "lexical_resource": "Verwende genauere Wörter, wiederhole weniger und prüfe die Rechtschreibung.",
    "grammatical_range_accuracy": "Prüfe Kongruenz, Verbformen und Zeichensetzung und wechsle im Satzbau ab.",
}
_KINDS: Final[Mapping[str, str]] = {
    "article": "Artikel",
    "agreement": "Übereinstimmung in Zahl oder Person",
    "tense": "Zeitform",
    "preposition": "Präposition",
    "word_form": "Wortform",
    "word_choice": "Wortwahl",
    "collocation": "Wortverbindung",
    "spelling": "Rechtschreibung",
    "punctuation": "Zeichensetzung oder Großschreibung",
    "sentence_structure": "Satzbau",
    "linking": "Bindewort",
    "reference": "Bezug",
    "register": "Stilebene",
}
_NOT_READ: Final = "[offline: das Bild wurde nicht gelesen]"
_UNJUDGED: Final = "[offline: die Wörter wurden nicht beurteilt]"


def tell_of_essay(
    answer: Mapping[str, Any],
    measures: Measures,
    judgements: Mapping[Criterion, Judgement],
    *,
    kind_of_text: str,
    pictures: int,
) -> dict[str, Any]:
    """An answer about an essay, told in German; bands, quotes and corrections are the same.

    Args:
        answer: in English.
        measures: what was counted.
        judgements: what followed from it.
        kind_of_text: "letter", "report" or "essay".
        pictures: how many were sent, and not read.
    """
    weakest, *_, strongest = sorted(judgements, key=lambda name: judgements[name].band)
    low, high = _number(judgements[weakest].band), _number(judgements[strongest].band)
    reasons = _explain(measures, kind_of_text)
    if pictures:
        reasons["task"] += f" {_NOT_READ}"
    share = measures.keyword_share
    return {
        **answer,
        "relevance": "Die Frage hat keine Schlüsselwörter."
        if share is None
        else f"Der Text greift {share:.0%} der Schlüsselwörter der Frage auf.",
        "criteria": {name: {**each, "reason": reasons[name]} for name, each in answer["criteria"].items()},
        "summary": "Offline aus Zählwerten geschätzt und nicht von einem Prüfer beurteilt. "
        f"Bänder: von {low} ({_CRITERIA[weakest]}) bis {high} ({_CRITERIA[strongest]}).",
        "strengths": [f"Am stärksten: {_CRITERIA[strongest]}, Band {high}."],
        "improvements": [_ADVICE[name] for name in sorted(judgements, key=lambda name: judgements[name].band)[:2]],
        "quoted_examples": [
            {**quote, "issue": _name_issue(quote["error_type"])} for quote in answer["quoted_examples"]
        ],
    }


def tell_of_speech(answer: Mapping[str, Any], heard: Fluency) -> dict[str, Any]:
    """An answer about a recording, told in German; bands and transcript are the same."""
    facts = f"{heard.speech:.0f} s Sprache in {heard.duration:.0f} s, {len(heard.pauses)} Pausen."
    reasons = {
        "fluency_coherence": facts,
        "lexical_resource": "Nur nach der Menge an Sprache geschätzt.",
        "grammatical_range_accuracy": "Nur nach der Menge an Sprache geschätzt.",
        "pronunciation": "Laute werden nicht unterschieden; das ist keine Schätzung.",
    }
    return {
        **answer,
        "answers": [{**each, "feedback": f"Keine Bemerkung zu den Wörtern. {_UNJUDGED}"} for each in answer["answers"]],
        "criteria": {
            name: {**each, "reason": f"{reasons[name]} {_UNJUDGED}"} for name, each in answer["criteria"].items()
        },
        "summary": f"Offline nach Lautstärke und Pausen geschätzt und nicht von einem Prüfer beurteilt. {facts} "
        "Das Transkript stammt von einer kleinen Offline-Erkennung, die sich oft verhört.",
        "strengths": [f"Du sprichst {heard.talk:.0f} Sekunden lang."],
        "improvements": ["Ergänze jede Antwort um einen Grund und ein Beispiel, und pausiere zwischen Gedanken."],
    }


def _explain(measures: Measures, kind_of_text: str) -> dict[str, str]:
    judged_as = {"letter": " Als Brief beurteilt.", "report": " Als Bericht beurteilt."}.get(kind_of_text, "")
    return {
        "task": f"{measures.words} Wörter von mindestens {measures.minimum}; {len(measures.signs)} von "
        f"{measures.expected_signs} Merkmalen, die die Aufgabe erwartet.{judged_as}",
        "coherence_cohesion": f"{measures.paragraphs} Absätze; {len(measures.linkers)} verschiedene Bindewörter.",
        "lexical_resource": f"{measures.different_words} verschiedene Wörter; {_number(measures.spelling_rate)} "
        "Befunde der Rechtschreibung je 100 Wörter.",
        "grammatical_range_accuracy": f"{measures.sentences} Sätze mit im Mittel {measures.sentence_length:.0f} "
        f"Wörtern; {_number(measures.grammar_rate)} Befunde der Grammatik je 100 Wörter.",
    }


def _name_issue(error_type: str) -> str:
    return "Eine Stärke: ein längerer Satz ohne Befund." if error_type == NO_ERROR else f"Fehler: {_KINDS[error_type]}."


def _number(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
