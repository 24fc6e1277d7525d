"""The canonical skills, and which of them a label means.

The taxonomy is data: `taxonomy.json` lists each skill with the wordings that mean it. A label means a skill if the
stems of its naming words are those of a wording, or else if they contain all of a wording of several words; the longest
such wording decides. One word alone is never enough inside a longer label: `communication protocols` is not
communication.
A label that means none is a skill of its own.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Self

from .words import stems, wording


@dataclass(frozen=True, slots=True)
class Skill:
    """What labels are merged under.

    Attributes:
        id: stable identifier; for an unknown skill the stems of its words, which all its wordings share.
        name: for a person.
        known: whether the taxonomy has it.
    """

    id: str
    name: str
    known: bool


class Taxonomy:
    """The canonical skills.

    Args:
        skills: each with `id`, `name` and `synonyms`.

    Raises:
        ValueError: two skills claim the same wording, so a label could mean either.
    """

    def __init__(self, skills: Iterable[Mapping[str, Any]]) -> None:
        self._by_stems: dict[frozenset[str], Skill] = {}
        for entry in skills:
            skill = Skill(entry["id"], entry["name"], known=True)
            for synonym in (skill.name, *entry["synonyms"]):
                if self._by_stems.setdefault(stems(synonym), skill) != skill:
                    raise ValueError(f"{synonym!r} means two skills")
        longest_first = sorted(self._by_stems, key=lambda each: (-len(each), sorted(each)))
        self._several = [each for each in longest_first if len(each) > 1]

    @classmethod
    def load(cls) -> Self:
        """The one of `taxonomy.json`."""
        return cls(json.loads(Path(__file__).with_name("taxonomy.json").read_bytes())["skills"])

    def skill_of(self, label: str) -> Skill:
        """The skill that `label` means."""
        named = stems(label)
        if named in self._by_stems:
            return self._by_stems[named]
        for several in self._several:
            if several <= named:
                return self._by_stems[several]
        return Skill(" ".join(sorted(named)), wording(label), known=False)


@cache
def taxonomy() -> Taxonomy:
    """The canonical skills, read once."""
    return Taxonomy.load()
