"""The canonical skills that strengths and weaknesses are about: the reader of `taxonomy.json`."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

OTHER: Final = "other"
"""Stands for a skill that the taxonomy does not have; its label alone tells which."""


@dataclass(frozen=True, slots=True)
class CanonicalSkill:
    """One skill, whatever it is called in whichever language.

    Attributes:
        id: stable; stored with strengths and weaknesses.
        name: for a person, in English.
        part_of: the rated skill that it shows most of, one of `bandup.interview.ratings.RATED_SKILLS`, never the
            overall one.
        synonyms: English wordings that mean it.
    """

    id: str
    name: str
    part_of: str
    synonyms: tuple[str, ...]


@cache
def load_skills() -> tuple[CanonicalSkill, ...]:
    """All of them, read once."""
    entries = json.loads(Path(__file__).with_name("taxonomy.json").read_bytes())["skills"]
    return tuple(CanonicalSkill(each["id"], each["name"], each["part_of"], tuple(each["synonyms"])) for each in entries)
