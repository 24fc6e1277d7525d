"""Cards as results propose them."""

from typing import Any

from bandup.study.card import CardState, Source, SourceKind, StudyCard


def make_card(user: str, now: int, place: str = "1-2", *, source: str = "an-essay", **changes: Any) -> StudyCard:
    """A new card of a user, not stored."""
    values: dict[str, Any] = {
        "user_id": user,
        "source": Source(SourceKind.WRITING, source, place),
        "kind": "cloze",
        "front": "People ____ cars.",
        "back": "have",
        "note": "",
        "error_type": "agreement",
        "state": CardState.ACTIVE,
        "created_at": now,
        "updated_at": now,
    }
    return StudyCard(**values | changes)
