"""From measures to bands, by rules that anyone can check.

Each criterion is the weighted mean of a few aspects, and each aspect turns one measure into a band by straight lines
between anchor points; then limits apply, as an examiner's do; then the band is rounded to the half.

| criterion                  | weight: measure                   | why                                                 |
|----------------------------|-----------------------------------|-----------------------------------------------------|
| task                       | .3 own words against the minimum  | the task sets 150 or 250; copied words do not count |
|                            | .3 question keywords taken up     | an answer about the topic names what was asked      |
|                            | .4 signs (position, example, ...) | descriptors ask for a position, support, overview   |
| coherence_cohesion         | .4 paragraphs                     | ideas grouped; four or five is usual                |
|                            | .6 variety of linking words       | range of cohesion, for the length that is asked     |
| lexical_resource           | .3 moving type-token ratio        | diversity that does not fall with length            |
|                            | .2 different words                | range needs some length to show                     |
|                            | .3 share of long words            | stands in for less common words: no frequency list  |
|                            | .2 spelling findings              | descriptors name spelling here                      |
| grammatical_range_accuracy | .4 grammar findings               | accuracy                                            |
|                            | .3 subordination                  | range: complex sentences                            |
|                            | .15 each: length, spread          | range: sentences neither all short nor all alike    |

Limits: too little language shows little (all criteria); text that is not English is not rated as English (all); an
answer off the topic does not reach the middle bands (task); linking words in every sentence or at most openings are
mechanical (coherence); many errors outweigh range (lexical, grammatical); endless sentences are not control
(grammatical); and ideas come through language, so task and coherence stay within half a band of the other two.

The anchors were set by hand from the public band descriptors and a few texts of known level. They are not calibrated on
rated scripts: this shows the platform working; it does not predict a result.
"""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, get_args

from ops.local_stage.model_server.measures import Measures

Criterion = Literal["task", "coherence_cohesion", "lexical_resource", "grammatical_range_accuracy"]
CRITERIA: tuple[Criterion, ...] = get_args(Criterion)

Scale = tuple[tuple[float, float], ...]
"""Anchor points (measure, band), the measure rising."""

_LANGUAGE_LEAD = 0.5  # how far task and coherence may stand above the mean of the two language criteria


@dataclass(frozen=True)
class Aspect:
    """One measure's part in a criterion.

    Attributes:
        criterion: what it counts towards.
        weight: its share (0-1) of that criterion.
        scale: from the measure to a band.
        value: the measure.
        fact: the measure in words, for the student.
        advice: what would raise it.
    """

    criterion: Criterion
    weight: float
    scale: Scale
    value: Callable[[Measures], float]
    fact: Callable[[Measures], str]
    advice: str


@dataclass(frozen=True)
class Limit:
    """A measure that holds criteria down, whatever else they show.

    Attributes:
        criteria: what it limits.
        scale: from the measure to the highest band that is left.
        value: the measure.
        fact: the reason in words, given when the limit counts.
    """

    criteria: tuple[Criterion, ...]
    scale: Scale
    value: Callable[[Measures], float]
    fact: str


@dataclass(frozen=True)
class Remark:
    """One aspect of one answer.

    Attributes:
        band: what this aspect alone would give, 1 to 9.
        fact: the measure in words.
        advice: what would raise it.
    """

    band: float
    fact: str
    advice: str


@dataclass(frozen=True)
class Judgement:
    """One criterion's outcome.

    Attributes:
        band: 1 to 9 in steps of 0.5.
        remarks: what it rests on.
        limits: the reasons of the limits that lowered it.
    """

    band: float
    remarks: tuple[Remark, ...]
    limits: tuple[str, ...]


_ASPECTS = (
    Aspect(
        "task", 0.3, ((0, 1), (0.3, 3), (0.6, 4.5), (0.8, 5.5), (1, 7), (1.1, 8), (1.2, 8.5), (1.3, 9)),
        lambda m: m.own_words / m.minimum,
        lambda m: f"{m.words} words of at least {m.minimum}{_explain_discount(m)}",
        "Reach the minimum length in your own words.",
    ),
    Aspect(
        "task", 0.3, ((0, 3), (0.2, 4.5), (0.4, 6), (0.6, 7), (0.8, 8), (1, 8.5)),
        lambda m: 0.5 if m.keyword_share is None else m.keyword_share,
        lambda m: (
            "the question has no key words to compare with" if m.keyword_share is None
            else f"{m.keyword_share:.0%} of the question's key words taken up"
        ),
        "Answer every part of the question and name what it asks about.",
    ),
    Aspect(
        "task", 0.4, ((0, 3.5), (1 / 3, 5), (2 / 3, 7), (1, 8.5)),
        lambda m: len(m.signs) / m.expected_signs,
        lambda m: f"found: {_list_signs(m.signs)}",
        "Give what the task expects: a position, examples and a conclusion in Task 2; an overview, comparisons and "
        "changes in a report; a greeting, a purpose and a closing in a letter.",
    ),
    Aspect(
        "coherence_cohesion", 0.4, ((0, 1), (1, 4), (2, 5), (3, 6.5), (4, 8), (5, 8.5)),
        lambda m: m.paragraphs,
        lambda m: _count(m.paragraphs, "paragraph"),
        "Group your ideas into an introduction, body paragraphs and a closing paragraph.",
    ),
    Aspect(
        "coherence_cohesion", 0.6, ((0, 2), (2, 3.5), (4, 4.5), (7, 5.5), (10, 6.5), (14, 7.5), (17, 8.5), (20, 9)),
        lambda m: len(m.linkers) * 250 / m.minimum,
        lambda m: f"{_count(len(m.linkers), 'different linking word')}{_examples(m.linkers)}",
        "Use a wider range of linking words, each for what it means.",
    ),
    Aspect(
        "lexical_resource", 0.3,
        ((0.3, 1), (0.5, 3), (0.7, 4.5), (0.78, 6), (0.84, 6.5), (0.89, 7.5), (0.94, 8.5), (1, 9)),
        lambda m: m.diversity,
        lambda m: f"lexical diversity {m.diversity:.2f} (share of different words in any 50)",
        "Repeat fewer words: use synonyms and paraphrase.",
    ),
    Aspect(
        "lexical_resource", 0.2, ((0, 1), (0.2, 3), (0.3, 4.5), (0.4, 5.5), (0.55, 6.5), (0.8, 8), (1, 9)),
        lambda m: m.different_words / m.minimum,
        lambda m: _count(m.different_words, "different word"),
        "Show a wider range of vocabulary.",
    ),
    Aspect(
        "lexical_resource", 0.3,
        ((0, 2), (0.1, 4), (0.18, 5), (0.28, 6), (0.35, 6.5), (0.42, 7.5), (0.55, 8.5), (0.7, 9)),
        lambda m: m.long_share,
        lambda m: f"{m.long_share:.0%} of them with seven letters or more",
        "Choose more precise, less common words.",
    ),
    Aspect(
        "lexical_resource", 0.2, ((0, 9), (0.5, 8), (1, 7), (2, 6), (4, 5), (7, 4), (12, 3), (25, 1)),
        lambda m: m.spelling_rate,
        lambda m: f"{m.spelling_rate:.1f} spelling findings per 100 words",
        "Check your spelling.",
    ),
    Aspect(
        "grammatical_range_accuracy", 0.4, ((0, 9), (0.5, 7.5), (1, 6.5), (2, 5.5), (4, 4.5), (7, 4), (12, 3), (25, 1)),
        lambda m: m.grammar_rate,
        lambda m: f"{m.grammar_rate:.1f} grammar findings per 100 words",
        "Check agreement, verb forms and punctuation.",
    ),
    Aspect(
        "grammatical_range_accuracy", 0.3, ((0, 3), (0.25, 5), (0.5, 6.5), (0.8, 7.5), (1.2, 8.5), (1.6, 9)),
        lambda m: m.subordination,
        lambda m: f"{m.subordination:.1f} subordinating words in a sentence",
        "Join ideas in complex sentences with words such as 'although', 'which' or 'because'.",
    ),
    Aspect(
        "grammatical_range_accuracy", 0.15, ((0, 1), (5, 3), (10, 5), (14, 6.5), (18, 8), (22, 8.5), (25, 9)),
        lambda m: m.sentence_length,
        lambda m: f"{_count(m.sentences, 'sentence')} of {m.sentence_length:.0f} words on average",
        "Write some longer sentences.",
    ),
    Aspect(
        "grammatical_range_accuracy", 0.15, ((0, 3), (2, 4.5), (4, 5.5), (6, 7), (8, 8.5), (10, 9)),
        lambda m: m.sentence_spread,
        lambda m: f"their length varying by {m.sentence_spread:.0f} words",
        "Vary the length of your sentences.",
    ),
)  # fmt: skip

_LIMITS = (
    Limit(CRITERIA, ((0.08, 1), (0.2, 3), (0.4, 5), (0.6, 6.5), (0.8, 8), (1, 9)),
          lambda m: m.own_words / m.minimum, "too short to show more"),
    Limit(CRITERIA, ((0, 1), (0.1, 2), (0.2, 4), (0.28, 9)),
          lambda m: m.english_share, "most of it does not read as English"),
    Limit(("task",), ((0, 3.5), (0.2, 5), (0.35, 9)),
          lambda m: 1 if m.keyword_share is None else m.keyword_share, "hardly about the question"),
    Limit(("coherence_cohesion",), ((0.3, 9), (0.5, 6.5), (0.7, 5.5), (1, 4)),
          lambda m: m.opener_share, "many sentences open with a linking word"),
    Limit(("coherence_cohesion",), ((1.6, 9), (2.5, 6), (4, 4)),
          lambda m: m.linkers_per_sentence, "linking words are overused"),
    Limit(("lexical_resource",), ((1, 9), (3, 6.5), (8, 4.5), (20, 2.5)),
          lambda m: m.spelling_rate, "spelling errors outweigh the range"),
    Limit(("grammatical_range_accuracy",), ((1, 9), (3, 6.5), (8, 4.5), (20, 2.5)),
          lambda m: m.grammar_rate, "errors outweigh the range"),
    Limit(("grammatical_range_accuracy",), ((30, 9), (40, 6), (80, 3)),
          lambda m: m.sentence_length, "sentences run on"),
)  # fmt: skip


def judge(measures: Measures) -> dict[Criterion, Judgement]:
    """The four criteria, in the order of `CRITERIA`."""
    estimates = {criterion: _estimate(measures, criterion) for criterion in CRITERIA}
    language = estimates["lexical_resource"].band + estimates["grammatical_range_accuracy"].band
    ceiling = language / 2 + _LANGUAGE_LEAD
    for criterion in ("task", "coherence_cohesion"):
        estimate = estimates[criterion]
        if estimate.band > ceiling:
            limits = (*estimate.limits, "held down by the language that carries it")
            estimates[criterion] = replace(estimate, band=ceiling, limits=limits)
    return {name: replace(estimate, band=_to_half_band(estimate.band)) for name, estimate in estimates.items()}


def _estimate(measures: Measures, criterion: Criterion) -> Judgement:
    """The criterion before rounding, by its own measures alone."""
    aspects = [aspect for aspect in _ASPECTS if aspect.criterion == criterion]
    bands = [_on_scale(aspect.scale, aspect.value(measures)) for aspect in aspects]
    mean = sum(aspect.weight * band for aspect, band in zip(aspects, bands, strict=True))
    limits = [
        (_on_scale(limit.scale, limit.value(measures)), limit.fact) for limit in _LIMITS if criterion in limit.criteria
    ]
    return Judgement(
        band=min(mean, *(band for band, _ in limits)),
        remarks=tuple(
            Remark(band, aspect.fact(measures), aspect.advice) for aspect, band in zip(aspects, bands, strict=True)
        ),
        limits=tuple(fact for band, fact in limits if band < mean),
    )


def _on_scale(scale: Scale, value: float) -> float:
    after = bisect_right([point for point, _ in scale], value)
    if after in (0, len(scale)):
        return scale[max(after - 1, 0)][1]
    (left, low), (right, high) = scale[after - 1 : after + 1]
    return low + (high - low) * (value - left) / (right - left)


def _to_half_band(estimate: float) -> float:
    return min(9.0, max(1.0, int(estimate * 2 + 0.5) / 2))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _list_signs(signs: tuple[str, ...]) -> str:
    return ", ".join(signs) if signs else "none of the signs that the task expects"


def _examples(linkers: tuple[str, ...]) -> str:
    return f" (such as {', '.join(repr(linker) for linker in linkers[:3])})" if linkers else ""


def _explain_discount(measures: Measures) -> str:
    parts = [
        f"{share:.0%} {what}"
        for share, what in (
            (measures.copied_share, "copied from the question"),
            (measures.repeated_share, "repeated"),
        )
        if share >= 0.01
    ]
    return f" ({', '.join(parts)}, not counted)" if parts else ""
