"""What an evaluation says of its owner's progress, in little: bands, words, minutes and errors of each task or part.

An evaluation holds texts of any length. Whoever looks at two thousand of them reads this alone, as one text: DynamoDB's
own form of the same map is an object for each number, and takes ten times as long to read.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Final, Literal

from bandup.ielts.exams import DEFAULT_EXAM, Exam

Skill = Literal["writing", "speaking"]

CRITERIA: Final[Mapping[Skill, Mapping[str, str]]] = {
    "writing": {
        "task": "task_achievement_band",
        "coherence_cohesion": "coherence_band",
        "lexical_resource": "lexical_band",
        "grammatical_range_accuracy": "grammar_band",
    },
    "speaking": {
        "fluency_coherence": "fluency_band",
        "lexical_resource": "lexical_band",
        "grammatical_range_accuracy": "grammar_band",
        "pronunciation": "pronunciation_band",
    },
}
"""The criteria of each skill, and the fields of their bands."""

TASKS: Final[Mapping[Skill, tuple[str, ...]]] = {
    "writing": ("TASK_1", "TASK_2"),
    "speaking": ("PART_1", "PART_2", "PART_3"),
}

PRACTICE: Final = "practice"
"""The field of an evaluation that holds it."""

PROJECTED: Final = (
    "evaluation_id",
    "created_at",
    "evaluation_type",
    "exam",
    "overall_band",
    "band_range",
    PRACTICE,
    # Of evaluations from before there was `practice`. An index takes 20 attributes, so not their words and minutes.
    "task_type",
    "part",
    "evaluated_by",
    *dict.fromkeys(field for fields in CRITERIA.values() for field in fields.values()),
)
"""The attributes that progress is read from."""


@dataclass(frozen=True)
class Piece:
    """One task or part that was judged.

    Attributes:
        task: which one, of `TASKS`.
        band: of the piece.
        low: the lower end of its range.
        high: the upper end.
        criteria: band by criterion.
        words: how many were written or said; 0 if that is not known.
        seconds: how long was spoken; 0 in Writing.
        errors: how many were found of each kind, see `bandup.ielts.error_types`; None if they were not counted.
        judge: who judged, by what instructions; empty if that is not known.
        by_rule: whether nobody judged it.
        is_sealed: whether it was judged before, for another evaluation, so that it is no new work.
    """

    task: str
    band: float
    low: float
    high: float
    criteria: Mapping[str, float]
    words: int = 0
    seconds: float = 0
    errors: Mapping[str, int] | None = None
    judge: str = ""
    by_rule: bool = False
    is_sealed: bool = False


@dataclass(frozen=True)
class Practice:
    """One evaluation.

    Attributes:
        id: the evaluation's.
        time: when it was stored, in epoch milliseconds.
        skill: what was practised.
        exam: of which exam.
        pieces: its tasks or parts.
        band: of a whole test; None for a single task or part.
        band_range: its ends.
    """

    id: str
    time: int
    skill: Skill
    exam: Exam
    pieces: Sequence[Piece] = field(default_factory=tuple)
    band: float | None = None
    band_range: tuple[float, float] | None = None


def pack_practice(pieces: Sequence[Mapping[str, Any]]) -> str:
    """The field `PRACTICE` of an evaluation.

    Args:
        pieces: its tasks or parts with fields and bodies as they are stored.
    """
    packed = [asdict(_read_piece(piece, _count_errors(piece))) for piece in pieces]
    return json.dumps(packed, separators=(",", ":"))


def read_practice(stored: Mapping[str, Any]) -> Practice:
    """What is known of an evaluation by its attributes `PROJECTED`.

    Evaluations from before there was `PRACTICE` count no errors, words or minutes, and a whole Writing test of then has
    no pieces.
    """
    if PRACTICE in stored:
        pieces = [Piece(**each) for each in json.loads(stored[PRACTICE])]
    else:
        pieces = [_read_piece(stored, None)] if "task_type" in stored or "part" in stored else []
    is_test = len(pieces) != 1
    return Practice(
        id=stored["evaluation_id"],
        time=stored["created_at"],
        skill=stored["evaluation_type"],
        exam=stored.get("exam", DEFAULT_EXAM),
        pieces=tuple(pieces),
        band=float(stored["overall_band"]) if is_test else None,
        band_range=_read_range(stored) if is_test else None,
    )


def _read_piece(stored: Mapping[str, Any], errors: Mapping[str, int] | None) -> Piece:
    skill: Skill = "writing" if stored["evaluation_type"] == "writing" else "speaking"
    low, high = _read_range(stored)
    words = stored.get("word_count") or (stored.get("measured") or {}).get("words") or 0
    model, version = stored.get("model") or stored.get("model_used"), stored.get("prompt_version")
    return Piece(
        task=stored["task_type"] if skill == "writing" else stored["part"],
        band=float(stored["overall_band"]),
        low=low,
        high=high,
        criteria={name: float(stored[field]) for name, field in CRITERIA[skill].items() if field in stored},
        words=int(words),
        seconds=float(stored.get("duration") or 0),
        errors=errors,
        judge=" ".join(each for each in (model, version) if each),
        by_rule=stored.get("evaluated_by") == "rule",
        is_sealed="sealed_from" in stored,
    )


def _read_range(stored: Mapping[str, Any]) -> tuple[float, float]:
    band = stored["overall_band"]
    found = stored.get("band_range") or {"low": band, "high": band}
    return float(found["low"]), float(found["high"])


def _count_errors(piece: Mapping[str, Any]) -> dict[str, int]:
    """How many errors of each kind were found, by the judge and by measurement; what both found counts once."""
    found: list[tuple[int, int, str]] = []
    for start, end, kind in _list_errors(piece):
        if all(end <= other_start or other_end <= start for other_start, other_end, _ in found):
            found.append((start, end, kind))
    return dict(Counter(kind for _, _, kind in found))


def _list_errors(piece: Mapping[str, Any]) -> Iterator[tuple[int, int, str]]:
    for errors in (
        (piece.get("feedback") or {}).get("quoted_examples", ()),
        (piece.get("measured") or {}).get("findings", ()),
    ):
        yield from ((each["start"], each["end"], str(each["error_type"])) for each in errors if each.get("error_type"))
