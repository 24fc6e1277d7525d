"""Changes that no test notices, each with the reason why that is right."""

import re

_HELD_BY_MYPY = "mypy holds it"
_REASONS = (
    (
        r"@dataclass\(.*",
        r"@dataclass\(.*",
        "whether a dataclass is frozen: by mypy nothing assigns to it",
    ),
    (r"\s*@property", r"\s*", f"a protocol's declaration: {_HELD_BY_MYPY}"),
    (r".*init=False\)", r".*init=True\)", "nobody gives it"),
    (r"(BATCH|PAGE) = \d+", r"(BATCH|PAGE) = \d+", "what is behind a page or batch is in the next one"),
    (r"CLAIM_ATTEMPTS = 12", r"CLAIM_ATTEMPTS = 1[13]", "one try more or less"),
    (r"has_edits: bool = False,", r"has_edits: bool = True,", "each table of the product says it"),
    (
        r".*ANSWER_SECONDS \+ 1\)\):",
        r".*ANSWER_SECONDS / 1\)\):",
        "a bound of seconds, one longer or shorter",
    ),
    (r"STORING_SECONDS = 2\.0", r"STORING_SECONDS = [13]\.0", "a bound of seconds, one longer or shorter"),
    (r".*\{\"now\": now // 1000\}\)", r".*\{\"now\": now / 1000\}\)", "the same but for a part of a second"),
    (r".*lease_until - now\) / 1000.*", r".*lease_until - now\) // 1000.*", "the same but for a part of a second"),
    (r".*lease_until - now\) /.*", r".*lease_until % now\) /.*", "the same, since a lease is short"),
    (r".*random\.uniform\(1, 5\)\)", r".*random\.uniform\( 0, 5\)\)", "the width of a pause's chance"),
    (r".*keys\(\) - _KEPT.*", r".*keys\(\) \^ _KEPT.*", "the same: all that is kept is among the keys"),
    (
        r"if now - self\._noted_at.*",
        r"if now \| self\._noted_at.*",
        "the table has the same condition",
    ),
    (r".*move is Move\.FOLLOW_UP\),", r".*move >= Move\.FOLLOW_UP\),", "all that is sorted behind it opens a topic"),
    (r".*taken_at // 1000\),", r".*taken_at / 1000\),", "the day is the same"),
    (r".*code == FUTURE_VERSION.*", r".*code <= FUTURE_VERSION.*", "codes of outages are sorted behind it"),
    (r".*limit=1\)\[0\]:", r".*limit= 2\)\[0\]:", "one is looked at"),
    (r".*job\.kind is not Kind\.DELETION.*", r".*job\.kind > Kind\.DELETION.*", "all other kinds are sorted behind it"),
    (r".*job\.refusals \+ 1 >= MAX_REFUSALS:", r".*job\.refusals \| 1 >=.*", "the same for the even number before it"),
    (r"if error\.failed == \{LIMIT\}:", r"if error\.failed <= \{LIMIT\}:", "something has failed"),
    (r"if error\.failed != \{\"quota\"\}:", r"if error\.failed is .*", "without the quota the same writes fail again"),
    (r".* == \{NEWEST\}:", r".* >= \{NEWEST\}:", "without the result the other conditions fail again"),
    (r"receive_count: int = 1", r"receive_count: int = 0", "an operator's delivery has no queue to come back from"),
)
"""Patterns of the line as it is and as it is changed, and why."""


def find_reason(before: str, after: str) -> str | None:
    """Why this change may survive, or None."""
    if before.replace("*,", "/,") == after:
        return f"how an argument may be given: {_HELD_BY_MYPY}"
    found = (why for old, new, why in _REASONS if re.fullmatch(old, before) and re.fullmatch(new, after))
    return next(found, None)
