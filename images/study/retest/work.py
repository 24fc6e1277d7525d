"""What a learner wrote or said, and which errors were found in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bandup.ielts.english import find_sentences, split_words


@dataclass(frozen=True)
class FoundError:
    """One error of a work.

    Attributes:
        kind: see `bandup.ielts.error_types`.
        words: the quoted words, lower case.
    """

    kind: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Work:
    """One essay or answer, or a whole test.

    Attributes:
        id: of the evaluation.
        time: when it was stored, in epoch milliseconds.
        text: all that is new in it; what was judged before in another evaluation is left out.
        errors: what was found in `text`.
        is_revision: whether it revises an earlier draft. Who copies a correction has not shown that it is learned.
    """

    id: str
    time: int
    text: str
    errors: tuple[FoundError, ...]
    is_revision: bool = False

    @property
    def order(self) -> tuple[int, str]:
        """Its place among all works of its owner."""
        return self.time, self.id

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(split_words(self.text))

    @cached_property
    def tagged(self) -> str:
        """The text as a line of tagged words."""
        from bandup.ielts.learner_errors.tokens import TaggedText  # noqa: PLC0415  # it comes with every pattern

        return TaggedText.read(self.text).line

    @cached_property
    def sentences(self) -> int:
        return len(find_sentences(self.text))

    def count_phrase(self, phrase: tuple[str, ...]) -> int:
        """How often these words stand in a row."""
        size = len(phrase)
        return sum(self.words[start : start + size] == phrase for start in range(len(self.words) - size + 1))


def read_work(evaluation: Mapping[str, Any]) -> Work:
    """The work that an evaluation is about."""
    pieces = evaluation.get("tasks") or evaluation.get("parts") or [evaluation]
    new = [piece for piece in pieces if "sealed_from" not in piece]
    return Work(
        id=evaluation["evaluation_id"],
        time=evaluation["created_at"],
        text="\n\n".join(str(piece.get("essay_content") or piece.get("transcript") or "") for piece in new),
        errors=tuple(error for piece in new for error in _list_errors(piece)),
        is_revision="revises" in evaluation,
    )


def _list_errors(piece: Mapping[str, Any]) -> Iterator[FoundError]:
    for errors in (
        (piece.get("feedback") or {}).get("quoted_examples", ()),
        (piece.get("measured") or {}).get("findings", ()),
    ):
        for each in errors:
            if each.get("error_type"):
                yield FoundError(str(each["error_type"]), tuple(split_words(str(each["quote"]))))
