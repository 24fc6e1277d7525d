"""Changes of the sample that no test notices, each with the reason why that is right."""

REASONS: dict[tuple[str, str], str] = {}
"""By the file, and the line as it is and as it is changed, joined by ` -> `."""


def find_reason(file: str, before: str, after: str) -> str | None:
    """Why this change may survive, or None."""
    return REASONS.get((file, f"{before} -> {after}"))
