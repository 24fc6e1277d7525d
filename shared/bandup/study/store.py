"""The `study` table: cards, the log of their reviews, and what was deleted. Every item lies under its owner's id.

A review and what it makes of its card are one transaction, so the stored state is what the log comes to. A card's id
begins with its source's hash, and so do its reviews' keys: what a source left is found without an index.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bandup.core.dynamo import ConditionFailedError, Start, Table, Write
from bandup.study.card import (
    LATEST,
    NEW_QUEUE,
    SCHEMA_VERSION,
    CardState,
    Review,
    SourceKind,
    StudyCard,
    due_queue,
    prefix_of,
)
from bandup.study.exceptions import (
    CardGoneError,
    MarkMovedError,
    ReviewExistsError,
    SourceGoneError,
    StudyCardChangedError,
)
from bandup.study.goals import Goals
from bandup.study.mark import Mark
from bandup.study.tally import Tally, count_review, name_day

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

QUEUE_INDEX = "user_id-queue-index"
INTRODUCED_INDEX = "user_id-introduced_at-index"
"""Cards by their first review: only a card that has one is in it."""
TESTED_INDEX = "user_id-tested_kind-index"
"""Cards of mistakes by the kind of error: only those that later work may retire or wake are in it."""

PAGE = 500
"""Items of one query where all are read."""

MARK = "mark"
GOALS = "goals"

WriteOwned = Callable[[str, Mapping[str, Write]], None]
"""Stores what is a user's, all or nothing, and only if the account is not deleted."""

_OWNED = "#user_id = :user"
_ABSENT = "attribute_not_exists(#entry)"


class StudyStore:
    """Cards and reviews in DynamoDB.

    All methods raise the classified errors of `bandup.core.errors` for what AWS refuses.

    Args:
        client: a DynamoDB client.
        table: the table's name: partition key `user_id`, sort key `entry`.
        write_owned: see `bandup.jobs.store.JobStore.write_owned`.
    """

    def __init__(self, client: "DynamoDBClient", table: str, write_owned: WriteOwned) -> None:
        self._table = Table(client, table, "study")
        self._write_owned = write_owned

    def get(self, user_id: str, card_id: str) -> StudyCard:
        """The owner's card as it is now.

        Raises:
            CardGoneError: there is none.
        """
        item = self._table.get(_place(user_id, _card_entry(card_id)))
        card = StudyCard.from_item(item) if item else None
        if card is None or card.state is CardState.DELETED:
            raise CardGoneError(card_id)
        return card

    def list_state(
        self, user_id: str, state: CardState, *, limit: int, start: Start | None = None
    ) -> tuple[list[StudyCard], Start | None]:
        """One page of the owner's cards of one state, and where the next page starts or None."""
        return self._query_queue(user_id, *_find_bounds(f"{state}#"), limit=limit, start=start)

    def all_mistakes(self, user_id: str) -> Iterator[StudyCard]:
        """The active cards that are of no set: those that come back first, then those that were never reviewed."""
        first, last = _find_bounds(f"{CardState.ACTIVE}#")
        found = self._table.query_all(
            f"{_OWNED} AND #queue BETWEEN :first AND :last",
            {"user": user_id, "first": first, "last": last, "sets": SourceKind.FLASHCARDS.value},
            index=QUEUE_INDEX,
            only="#source.#kind <> :sets",
        )
        return map(StudyCard.from_item, found)

    def list_due(
        self, user_id: str, until: int, *, limit: int, start: Start | None = None
    ) -> tuple[list[StudyCard], Start | None]:
        """One page of the active cards that are due before `until` (epoch milliseconds), the earliest first.

        It is one query, which reads as many cards as it gives, however many cards and reviews there are.
        """
        last = due_queue(min(until - 1, LATEST))
        return self._query_queue(user_id, due_queue(0), last, limit=limit, start=start)

    def list_new(self, user_id: str, limit: int) -> list[StudyCard]:
        """The first active cards that were never reviewed, the oldest first."""
        return self._query_queue(user_id, *_find_bounds(NEW_QUEUE), limit=limit)[0]

    def count_introduced(self, user_id: str, since: int, until: int, most: int) -> int:
        """How many cards were reviewed for the first time from `since` and before `until`, at most `most`."""
        found, _ = self._table.query(
            f"{_OWNED} AND #introduced_at BETWEEN :since AND :until",
            {"user": user_id, "since": since, "until": until - 1},
            index=INTRODUCED_INDEX,
            limit=most,
            attributes=("entry",),
        )
        return len(found)

    def add(self, *cards: StudyCard) -> list[StudyCard]:
        """Store cards of one source and owner, all of them or none; those that are or were there are left out.

        Args:
            *cards: at most 98, as many as a transaction has room for.

        Returns:
            Those that were stored.

        Raises:
            SourceGoneError: their source was deleted.
            AccountDeletedError: the account is deleted.
        """
        return self._add(cards[0].user_id, cards[0].source.id, cards, {})

    def propose(self, user_id: str, source_id: str, cards: Sequence[StudyCard], seen: Mark, moved: Mark) -> None:
        """Store cards as `add` does, and that their source was looked through: all or nothing.

        Raises:
            SourceGoneError: there are cards, and their source was deleted.
            MarkMovedError: the mark is no longer as it was read.
            AccountDeletedError: the account is deleted.
        """
        item = {**moved.as_stored(), **_place(user_id, MARK), "schema_version": SCHEMA_VERSION}
        unmoved = "#version = :seen" if seen.version else _ABSENT
        mark = self._table.prepare_put(item, unmoved, {"seen": seen.version} if seen.version else {})
        self._add(user_id, source_id, cards, {MARK: mark})

    def change(self, seen: StudyCard, changed: StudyCard) -> None:
        """Store a card instead of the one that was read.

        Raises:
            StudyCardChangedError: it is no longer as it was read.
            SourceGoneError: it would go on with a source that was deleted.
            AccountDeletedError: the account is deleted.
        """
        moves = changed.source != seen.source
        source = {"source": self._require_source(seen.user_id, changed.source.id)} if moves else {}
        try:
            self._write_owned(seen.user_id, {"card": self._replace(seen, changed), **source})
        except ConditionFailedError as error:
            if "source" in error.failed:
                raise SourceGoneError from error
            raise StudyCardChangedError from error

    def store_review(self, review: Review, seen: StudyCard, changed: StudyCard, phase: int | None) -> None:
        """Store a review, what it makes of its card, and that there was one more on its day.

        Args:
            review: the review.
            seen: its card as it was read.
            changed: the card after it.
            phase: of the card's memory before it, see `bandup.study.card.Memory`; None if it is the card's first one.

        Raises:
            StudyCardChangedError: the card is no longer as it was read.
            ReviewExistsError: it is, and has a review of this id.
            AccountDeletedError: the account is deleted.
        """
        item = {**vars(review), **_place(seen.user_id, _review_entry(review)), "schema_version": SCHEMA_VERSION}
        writes = {
            "review": self._table.prepare_put(item, _ABSENT),
            "card": self._replace(seen, changed),
            "day": self._table.prepare_update(
                _place(seen.user_id, f"day#{name_day(review.time)}"),
                {"schema_version": SCHEMA_VERSION, "day": name_day(review.time)},
                None,
                add=count_review(phase, review.rating),
            ),
        }
        try:
            self._write_owned(seen.user_id, writes)
        except ConditionFailedError as error:
            if "card" in error.failed:
                raise StudyCardChangedError from error
            raise ReviewExistsError from error

    def find_review(self, user_id: str, review: Review) -> Review | None:
        """The stored review of the same card and id, or None."""
        item = self._table.get(_place(user_id, _review_entry(review)))
        return _read_review(item) if item else None

    def read_log(self, user_id: str, card_id: str) -> list[Review]:
        """Every review of a card, in no order."""
        return [_read_review(item) for item in self._query(user_id, f"review#{card_id}#")]

    def list_tested(self, user_id: str) -> list[StudyCard]:
        """The owner's cards that later work may retire or wake, as they were a second ago or later."""
        found = self._table.query_all(_OWNED, {"user": user_id}, index=TESTED_INDEX)
        return [StudyCard.from_item(item) for item in found]

    def list_days(self, user_id: str, since: str = "") -> list[Tally]:
        """The days on which the owner reviewed cards, the earliest first.

        Args:
            user_id: the owner.
            since: the first day wanted, as YYYY-MM-DD; all if empty.
        """
        bounds = {"user": user_id, "since": f"day#{since}", "until": "day#~"}
        return [
            Tally.parse(item)
            for item in self._table.query_all(f"{_OWNED} AND #entry BETWEEN :since AND :until", bounds)
        ]

    def read_goals(self, user_id: str) -> Goals | None:
        """What the owner wants; None if that was never said."""
        stored = self._table.get(_place(user_id, GOALS))
        return Goals.parse(stored) if stored else None

    def set_goals(self, user_id: str, goals: Goals) -> None:
        """Store the owner's goals instead of those before.

        Raises:
            AccountDeletedError: the account is deleted.
        """
        item = {**goals.as_fields(), **_place(user_id, GOALS), "schema_version": SCHEMA_VERSION}
        self._write_owned(user_id, {GOALS: self._table.prepare_put(item, None)})

    def export_goals(self, user_id: str) -> Iterator[dict[str, Any]]:
        """The owner's goals, if there are any."""
        goals = self.read_goals(user_id)
        return iter([goals.as_fields()] if goals else [])

    def export_days(self, user_id: str) -> Iterator[dict[str, Any]]:
        """The days on which the owner reviewed cards."""
        return (vars(each) for each in self.list_days(user_id))

    def list_of(self, user_id: str, root: str) -> list[StudyCard]:
        """The owner's cards of one source, or of one document (see `Source.root`), deleted ones too."""
        return [StudyCard.from_item(item) for item in self._query(user_id, _card_entry(prefix_of(root)))]

    def delete(self, card: StudyCard, now: int) -> None:
        """Delete a card and its reviews; its id stays, so that it is not made again.

        Raises:
            StudyCardChangedError: it is no longer as it was read.
        """
        # The card first: whoever is reviewing it finds it changed, so no review comes after its log is erased.
        self.change(card, card.delete(now))
        self._erase(card.user_id, f"review#{card.id}#")

    def erase_source(self, user_id: str, source_id: str, document: str | None = None) -> None:
        """Delete what was made of a source, which gets no card any more. It can be repeated.

        Args:
            user_id: the owner.
            source_id: the source.
            document: of a set, what it was made of. Cards that went on with another set of it stay.
        """
        marker = {**_place(user_id, _gone_entry(source_id)), "schema_version": SCHEMA_VERSION}
        self._table.execute(self._table.prepare_put(marker, None))
        root = document or source_id
        for card in self.list_of(user_id, root):
            if card.source.id == source_id:
                self._table.execute(self._table.prepare_delete(_place(user_id, _card_entry(card.id))))
        # Cards first: whoever is reviewing one finds it gone, so no review comes after its log is erased.
        kept = {card.id for card in self.list_of(user_id, root)}
        for key in self._query(user_id, f"review#{prefix_of(root)}", "user_id", "entry"):
            if key["entry"].split("#")[1] not in kept:
                self._table.execute(self._table.prepare_delete(key))

    def erase_owned(self, user_id: str, before_each: Callable[[], object] = lambda: None) -> None:
        """Delete everything of one owner.

        Args:
            user_id: the owner.
            before_each: called before each item is deleted; may raise, to leave the rest to another pass.
        """
        self._erase(user_id, "", before_each)

    def export_owned(self, user_id: str) -> Iterator[dict[str, Any]]:
        """Every card of one owner with its reviews, those without their card's id."""
        for item in self._query(user_id, "card#"):
            card = StudyCard.from_item(item)
            if card.state is not CardState.DELETED:
                log = sorted(self.read_log(user_id, card.id), key=lambda each: each.order)
                reviews = [{name: value for name, value in vars(each).items() if name != "card_id"} for each in log]
                yield show_card(card) | {"reviews": reviews}

    def read_mark(self, user_id: str) -> Mark:
        """Until when the owner's results were looked through for mistakes."""
        stored = self._table.get(_place(user_id, MARK))
        return Mark.parse(stored) if stored else Mark()

    def describe(self) -> None:
        self._table.describe()

    def _add(
        self, user_id: str, source_id: str, cards: Sequence[StudyCard], others: Mapping[str, Write]
    ) -> list[StudyCard]:
        left = {card.id: card for card in cards}
        while left or others:
            new = {card_id: self._put(card, _ABSENT, {}) for card_id, card in left.items()}
            source = {"source": self._require_source(user_id, source_id)} if new else {}
            try:
                self._write_owned(user_id, {**new, **source, **others})
            except ConditionFailedError as error:
                if MARK in error.failed:
                    raise MarkMovedError from error
                if "source" in error.failed:
                    raise SourceGoneError from error
                left = {card_id: card for card_id, card in left.items() if card_id not in error.failed}
            else:
                break
        return list(left.values())

    def _require_source(self, user_id: str, source_id: str) -> Write:
        return self._table.prepare_check(_place(user_id, _gone_entry(source_id)), _ABSENT, {})

    def _query_queue(
        self, user_id: str, first: str, last: str, *, limit: int, start: Start | None = None
    ) -> tuple[list[StudyCard], Start | None]:
        found, following = self._table.query(
            f"{_OWNED} AND #queue BETWEEN :first AND :last",
            {"user": user_id, "first": first, "last": last},
            index=QUEUE_INDEX,
            limit=limit,
            start=start,
        )
        return [StudyCard.from_item(item) for item in found], following

    def _query(self, user_id: str, prefix: str, *attributes: str) -> Iterator[dict[str, Any]]:
        first, last = _find_bounds(prefix)
        condition, values = f"{_OWNED} AND #entry BETWEEN :first AND :last", {"first": first, "last": last}
        return self._table.query_all(condition, {"user": user_id, **values}, limit=PAGE, attributes=attributes)

    def _erase(self, user_id: str, prefix: str, before_each: Callable[[], object] = lambda: None) -> None:
        for key in self._query(user_id, prefix, "user_id", "entry"):
            before_each()
            self._table.execute(self._table.prepare_delete(key))

    def _replace(self, seen: StudyCard, changed: StudyCard) -> Write:
        return self._put(changed, "#version = :seen", {"seen": seen.version})

    def _put(self, card: StudyCard, condition: str, values: Mapping[str, Any]) -> Write:
        item = card.as_item() | _place(card.user_id, _card_entry(card.id))
        return self._table.prepare_put(item, condition, values)


def show_card(card: StudyCard) -> dict[str, Any]:
    """A card as its owner sees it."""
    memory = card.memory
    return {
        "id": card.id,
        "kind": card.kind,
        "front": card.front,
        "back": card.back,
        "note": card.note,
        "error_type": card.error_type,
        "state": card.state.value,
        "source": {"kind": card.source.kind.value, "id": card.source.id},
        "created_at": card.created_at,
        "updated_at": card.updated_at,
        "version": card.version,
        "due": card.due,
        "stability": memory.stability if memory else None,
        "difficulty": memory.difficulty if memory else None,
        "review_count": memory.reviews if memory else 0,
        "reviewed_at": memory.last[0] if memory else None,
        "retest_occasions": (card.retest or {}).get("occasions", 0) if card.mistake else None,
    }


def _read_review(item: Mapping[str, Any]) -> Review:
    return Review(**{name: item[name] for name in Review.__dataclass_fields__})


def _place(user_id: str, entry: str) -> dict[str, str]:
    return {"user_id": user_id, "entry": entry}


def _find_bounds(prefix: str) -> tuple[str, str]:
    """Before and behind all keys that begin so: none goes on with a character behind `~`.

    For DynamoDB it is the same as `begins_with`, for which DynamoDB Local looks through all that a user has.
    """
    return prefix or " ", f"{prefix}~"


def _card_entry(card_id: str) -> str:
    return f"card#{card_id}"


def _review_entry(review: Review) -> str:
    return f"review#{review.card_id}#{review.id}"


def _gone_entry(source_id: str) -> str:
    return f"gone#{source_id}"
