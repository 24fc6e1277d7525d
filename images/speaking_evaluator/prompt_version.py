"""The versions of the examiner's instructions.

Whoever changes instructions or schema writes down a new version here; a test says which, and fails until then.
"""

from collections.abc import Mapping
from functools import cache
from typing import Final

from bandup.models.prompt_version import hash_prompt

from .prompt import list_texts
from .request import Part
from .schema import SCHEMA

VERSIONS: Final[Mapping[Part, str]] = {
    "PART_1": "2026-11-26/e37096ff",
    "PART_2": "2026-11-26/a3c3533a",
    "PART_3": "2026-11-26/abac400d",
}
"""For the prompt of each part the day of its last change, and the hash that it has since."""


@cache
def find_prompt_version(part: Part) -> str:
    """Name, day and hash, such as `speaking-part-1/2026-11-26/1a2b3c4d`. The hash is that of what is really told."""
    name = f"speaking-{part.lower().replace('_', '-')}"
    day, _, _ = VERSIONS[part].partition("/")
    return f"{name}/{day}/{hash_prompt(list_texts(part), SCHEMA)}"
