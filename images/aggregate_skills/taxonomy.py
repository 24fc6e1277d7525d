"""Which skill a strength or a weakness is about.

One that was stored with the id of a canonical skill is about that one, in whatever language its label is. All others go
by their label: it means a skill if the stems of its naming words are those of a wording, or else if they contain all of
a wording of several words; the longest such wording decides. One word alone is never enough inside a longer label:
`communication protocols` is not communication.
A label that means none is a skill of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from bandup.interview.taxonomy import CanonicalSkill, load_skills

from .labels import normalize_label, stem_label


@dataclass(frozen=True, slots=True)
class Skill:
    """What labels are merged under.

    Attributes:
        id: stable identifier; for an unknown skill the stems of its words, which all its wordings share.
        name: for a person.
        part_of: the rated skill that it shows most of; None for an unknown one.
    """

    id: str
    name: str
    part_of: str | None

    @property
    def known(self) -> bool:
        """Whether the taxonomy has it."""
        return self.part_of is not None

    @property
    def key(self) -> tuple[bool, str]:
        """What all wordings of it share, and those of no other one."""
        return self.known, self.id


class Taxonomy:
    """The canonical skills.

    Args:
        skills: all of them.

    Raises:
        ValueError: two skills claim the same wording, so a label could mean either.
    """

    def __init__(self, skills: Iterable[CanonicalSkill]) -> None:
        self._by_id: dict[str, Skill] = {}
        self._by_stems: dict[frozenset[str], Skill] = {}
        for entry in skills:
            skill = self._by_id[entry.id] = Skill(entry.id, entry.name, entry.part_of)
            for synonym in (skill.name, *entry.synonyms):
                if self._by_stems.setdefault(stem_label(synonym), skill) != skill:
                    raise ValueError(f"{synonym!r} means two skills")
        longest_first = sorted(self._by_stems, key=lambda each: (-len(each), sorted(each)))
        self._of_several_words = [each for each in longest_first if len(each) > 1]

    def find_skill(self, label: str, skill_id: str | None = None) -> Skill:
        """The skill that is meant; an unknown one if the taxonomy has none.

        Args:
            label: the skill in the words of the feedback.
            skill_id: which one the feedback says it is; None, `other` and an id that is no longer in the taxonomy leave
                it to the label.
        """
        if skill_id in self._by_id:
            return self._by_id[skill_id]
        stems = stem_label(label)
        if stems in self._by_stems:
            return self._by_stems[stems]
        for wording in self._of_several_words:
            if wording <= stems:
                return self._by_stems[wording]
        return Skill(" ".join(sorted(stems)), normalize_label(label), part_of=None)


@cache
def load_taxonomy() -> Taxonomy:
    """The canonical skills, read once."""
    return Taxonomy(load_skills())
