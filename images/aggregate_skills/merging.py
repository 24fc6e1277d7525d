"""Strengths and weaknesses of all sessions, each skill once, those first that count most today."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bandup.interview.feedback_history import Mention

from .labels import normalize_label
from .taxonomy import Skill, Taxonomy

MAX_EXAMPLES: Final = 3
MAX_WORDINGS: Final = 5

FADED: Final = 1 / 8
"""What weighs less is no longer told: one mention three half-lives ago."""

OVERCOME_AFTER: Final = 2
"""A weakness has become a strength once so many interviews show it as one, and none since shows it as a weakness. One
alone may be chance."""


@dataclass(frozen=True, slots=True)
class MergedSkill:
    """One skill with all that was said about it on one side.

    Attributes:
        skill: the canonical skill, or one of the labels' own.
        mentions: oldest first.
        weight: how much it counts today: the sum of the weights of its sessions.
    """

    skill: Skill
    mentions: Sequence[Mention]
    weight: float

    @property
    def sessions(self) -> set[str]:
        """Ids of the sessions that mention it."""
        return {mention.session_id for mention in self.mentions}

    @property
    def name(self) -> str:
        """The canonical name, or the most frequent wording of an unknown skill."""
        return self.skill.name if self.skill.known else self._wordings()[0]

    def as_fields(self) -> dict[str, Any]:
        """The entry in the answer, with the most frequent wordings and the newest examples."""
        return {
            "skill": self.skill.id,
            "name": self.name,
            "known": self.skill.known,
            "count": len(self.mentions),
            "sessions": len(self.sessions),
            "weight": round(self.weight, 2),
            "wordings": self._wordings()[:MAX_WORDINGS],
            "examples": [
                {"session_id": mention.session_id, "turn": mention.turn, "quote": mention.quote}
                for mention in reversed(self.mentions[-MAX_EXAMPLES:])
            ],
        }

    def _wordings(self) -> list[str]:
        """The most frequent first."""
        wordings = Counter(normalize_label(mention.label) for mention in self.mentions)
        return sorted(wordings, key=lambda each: (-wordings[each], each))


def merge_mentions(mentions: Iterable[Mention], taxonomy: Taxonomy, weights: Mapping[str, float]) -> list[MergedSkill]:
    """The skills that are mentioned: those of the greatest weight first, then those mentioned last.

    Args:
        mentions: oldest first.
        taxonomy: tells which skill is meant.
        weights: of each session by its id.
    """
    skills: dict[tuple[str, str | None], Skill] = {}
    by_skill: defaultdict[tuple[bool, str], list[tuple[int, Skill, Mention]]] = defaultdict(list)
    for position, mention in enumerate(mentions):
        said = mention.label, mention.skill_id
        skill = skills.get(said) or skills.setdefault(said, taxonomy.find_skill(*said))
        by_skill[skill.key].append((position, skill, mention))
    found = []
    for each in by_skill.values():
        said_of_it = [mention for _, _, mention in each]
        weight = sum(weights[session_id] for session_id in dict.fromkeys(said.session_id for said in said_of_it))
        found.append((each[-1][0], MergedSkill(each[0][1], said_of_it, weight)))
    found.sort(key=lambda each: (-each[1].weight, -each[0]))
    return [entry for _, entry in found]


def drop_faded(entries: Iterable[MergedSkill]) -> list[MergedSkill]:
    """Those that still count."""
    return [entry for entry in entries if entry.weight >= FADED]


def drop_overcome(
    weaknesses: Iterable[MergedSkill], strengths: Iterable[MergedSkill], session_ids: Sequence[str]
) -> list[MergedSkill]:
    """The weaknesses that have not become strengths since they last showed.

    Args:
        weaknesses: each skill once.
        strengths: each skill once.
        session_ids: all sessions, oldest first.
    """
    numbers = {session_id: number for number, session_id in enumerate(session_ids)}
    shown_in = {entry.skill.key: [numbers[each] for each in entry.sessions] for entry in strengths}

    def is_overcome(weakness: MergedSkill) -> bool:
        last = max(numbers[each] for each in weakness.sessions)
        return sum(number > last for number in shown_in.get(weakness.skill.key, ())) >= OVERCOME_AFTER

    return [weakness for weakness in weaknesses if not is_overcome(weakness)]
