"""Strengths and weaknesses of all sessions, each skill once."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from .feedback_history import Mention
from .labels import normalize_label
from .taxonomy import Skill, Taxonomy

MAX_EXAMPLES: Final = 3
MAX_WORDINGS: Final = 5


@dataclass(frozen=True, slots=True)
class MergedSkill:
    """One skill with all that was said about it.

    Attributes:
        skill: the canonical skill, or one of the labels' own.
        mentions: oldest first.
    """

    skill: Skill
    mentions: Sequence[Mention]

    @property
    def sessions(self) -> int:
        """In how many sessions it was mentioned."""
        return len({mention.session_id for mention in self.mentions})

    def as_fields(self) -> dict[str, Any]:
        """The entry in the answer, with the most frequent wordings and the newest examples."""
        wordings = Counter(normalize_label(mention.label) for mention in self.mentions)
        by_frequency = sorted(wordings, key=lambda each: (-wordings[each], each))
        return {
            "skill": self.skill.id,
            "name": self.skill.name if self.skill.known else by_frequency[0],
            "known": self.skill.known,
            "count": len(self.mentions),
            "sessions": self.sessions,
            "wordings": by_frequency[:MAX_WORDINGS],
            "examples": [
                {"session_id": mention.session_id, "turn": mention.turn, "quote": mention.quote}
                for mention in reversed(self.mentions[-MAX_EXAMPLES:])
            ],
        }


def merge_mentions(mentions: Iterable[Mention], taxonomy: Taxonomy) -> list[MergedSkill]:
    """The skills that are mentioned, those of the most sessions first, then those mentioned last.

    Args:
        mentions: oldest first.
        taxonomy: tells which skill a label means.
    """
    skills: dict[str, Skill] = {}
    by_skill: defaultdict[tuple[bool, str], list[tuple[int, Mention]]] = defaultdict(list)
    for position, mention in enumerate(mentions):
        skill = skills.get(mention.label) or skills.setdefault(mention.label, taxonomy.find_skill(mention.label))
        by_skill[skill.known, skill.id].append((position, mention))
    found = [
        (each[-1][0], MergedSkill(skills[each[0][1].label], [mention for _, mention in each]))
        for each in by_skill.values()
    ]
    found.sort(key=lambda each: (-each[1].sessions, -each[0]))
    return [entry for _, entry in found]
