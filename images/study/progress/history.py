"""What was practised of one skill for one exam, oldest first."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bandup.ielts.exams import Exam
from bandup.ielts.practice import CRITERIA, Piece, Practice, Skill
from bandup.trends.frequent import keep_frequent
from bandup.trends.interval import find_lowest
from bandup.trends.occasions import Level, Occasions, Trend

OVERALL = "overall"

BAND_STEP = 0.5

SCALE = (1.0, 9.0)


@dataclass(frozen=True)
class Record:
    """One task or part, and when it was done.

    Attributes:
        evaluation_id: where it is told in full.
        time: epoch milliseconds.
        piece: its bands, words and errors.
    """

    evaluation_id: str
    time: int
    piece: Piece

    @property
    def is_new(self) -> bool:
        """Whether it was not judged before in another evaluation."""
        return not self.piece.is_sealed

    @property
    def is_counted(self) -> bool:
        """Whether its bands tell of skill. What nobody judged tells nothing: a blank page has Band 1 by rule."""
        return self.is_new and not self.piece.by_rule


@dataclass(frozen=True)
class SkillHistory:
    """Writing or Speaking for one exam.

    Attributes:
        exam: of which exam.
        skill: which of the two.
        practices: the evaluations, oldest first.
    """

    exam: Exam
    skill: Skill
    practices: Sequence[Practice]

    @cached_property
    def records(self) -> Sequence[Record]:
        return [Record(each.id, each.time, piece) for each in self.practices for piece in each.pieces]

    @cached_property
    def counted(self) -> Sequence[Record]:
        """The records whose bands tell of skill in every criterion."""
        criteria = set(CRITERIA[self.skill])
        return [each for each in self.records if each.is_counted and criteria <= set(each.piece.criteria)]

    @cached_property
    def bands(self) -> Mapping[str, Sequence[float]]:
        """Of what is counted, by criterion and overall."""
        found = {name: [each.piece.criteria[name] for each in self.counted] for name in CRITERIA[self.skill]}
        return {**found, OVERALL: [each.piece.band for each in self.counted]}

    @cached_property
    def occasions(self) -> Occasions | None:
        """When that was; None if nothing is counted. Neither another task nor another judge is taken for progress."""
        if not self.counted:
            return None
        conditions = {
            "task": [each.piece.task for each in self.counted],
            "judge": keep_frequent([each.piece.judge for each in self.counted]),
        }
        return Occasions([each.time for each in self.counted], conditions, step=BAND_STEP, scale=SCALE)

    @cached_property
    def levels(self) -> Mapping[str, Level]:
        """Today's level by criterion and overall; empty if nothing is counted."""
        if self.occasions is None:
            return {}
        return {name: self.occasions.estimate_recent_level(bands) for name, bands in self.bands.items()}

    @property
    def trend(self) -> Trend | None:
        """Of the overall band; None if there is too little to tell one."""
        return self.occasions.estimate_trend(self.bands[OVERALL]) if self.occasions else None

    @property
    def weakest(self) -> str | None:
        """The criterion whose interval lies wholly below every other one's; None if there is none."""
        intervals = {name: level.interval for name, level in self.levels.items() if name != OVERALL}
        return find_lowest(intervals)


def split_history(practices: Iterable[Practice]) -> list[SkillHistory]:
    """Each skill of each exam by itself.

    Args:
        practices: in any order.
    """
    found: defaultdict[tuple[Exam, Skill], list[Practice]] = defaultdict(list)
    for each in sorted(practices, key=lambda practice: (practice.time, practice.id)):
        found[each.exam, each.skill].append(each)
    return [SkillHistory(exam, skill, held) for (exam, skill), held in sorted(found.items())]
