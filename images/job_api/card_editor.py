"""Changes of one card of an own set, however many come at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bandup.core.dynamo import ConditionFailedError
from bandup.core.errors import RetryLaterError
from bandup.flashcards.edits import SetEdits
from bandup.flashcards.sets import read_set
from bandup.jobs.results import ResultStore
from bandup.jobs.store import JobStore

from .results import get_owned_result

ATTEMPTS = 6
"""All edits of a set are one item. Of changes at the same time to several of its cards one is stored at a time, and the
others are made again on top of it."""

Edit = Callable[[Mapping[str, Any], int], SetEdits]
"""From a stored set and the time (epoch milliseconds) to all edits of the set."""


@dataclass(frozen=True)
class CardEditor:
    """Stores what owners change of their sets.

    Attributes:
        sets: all sets.
        jobs: demands that the account is not deleted.
    """

    sets: ResultStore
    jobs: JobStore

    def store(self, set_id: str, user_id: str, edit: Edit) -> dict[str, Any]:
        """Store what `edit` makes of a set, and give the set as it is then.

        Raises:
            UnknownResourceError: there is no such set (any more), or it belongs to another user.
            AccountDeletedError: the account is deleted.
            RetryLaterError: others changed the set at each attempt.
        """
        for _ in range(ATTEMPTS):
            found = get_owned_result(self.sets, set_id, user_id)
            edits = edit(found, self.jobs.now())
            changed = read_set(found | {"edits": edits.as_stored()})
            fewer = changed["total_cards"] - read_set(found)["total_cards"]
            counted = {"total_cards": fewer} if fewer else {}
            try:
                self.jobs.write_owned(user_id, self.sets.prepare_edits(set_id, user_id, edits.as_stored(), counted))
            except ConditionFailedError:
                continue
            return changed
        raise RetryLaterError("set_busy", "Others change the cards of this set.", retry_after=1)
