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
from typing import Any

from .labels import normalize_label, stem_label


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
                if self._by_stems.setdefault(stem_label(synonym), skill) != skill:
                    raise ValueError(f"{synonym!r} means two skills")
        longest_first = sorted(self._by_stems, key=lambda each: (-len(each), sorted(each)))
        self._of_several_words = [each for each in longest_first if len(each) > 1]

    def find_skill(self, label: str) -> Skill:
        """The skill that `label` means; an unknown one if the taxonomy has none."""
        stems = stem_label(label)
        if stems in self._by_stems:
            return self._by_stems[stems]
        for wording in self._of_several_words:
            if wording <= stems:
                return self._by_stems[wording]
        return Skill(" ".join(sorted(stems)), normalize_label(label), known=False)


@cache
def load_taxonomy() -> Taxonomy:
    """The skills of `taxonomy.json`, read once."""
    return Taxonomy(json.loads(Path(__file__).with_name("taxonomy.json").read_bytes())["skills"])
