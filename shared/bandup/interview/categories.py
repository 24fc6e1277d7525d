"""The kinds of interview that have a name of their own here; every other one is the candidate's own words."""

from typing import Final

SYSTEM_DESIGN: Final = "system_design"

KNOWN_CATEGORIES: Final = frozenset({"behavioural", "situational", SYSTEM_DESIGN, "technical"})

MAX_CATEGORY_LENGTH: Final = 80

_SPELLINGS = {"behavioral": "behavioural"}


def normalize_category(text: str) -> str:
    """A known category however it is spelt; all others as they are."""
    name = text.casefold().replace(" ", "_").replace("-", "_")
    name = _SPELLINGS.get(name, name)
    return name if name in KNOWN_CATEGORIES else text
