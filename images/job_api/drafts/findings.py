"""What became of each finding of an earlier draft, without a model: docs/use/revise.md has the rules."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from bandup.ielts.error_types import ErrorType

from .alignment import RUN, SENTENCE_KEPT, Alignment
from .tokens import Draft

Status = Literal["fixed", "deleted", "still_there", "new"]
Source = Literal["judge", "measured"]


@dataclass(frozen=True)
class Finding:
    """What was found in one draft.

    Attributes:
        source: who found it: the judge, by a quote, or the program that measures.
        start, end: where, in code points of its draft.
        error_type: the kind of error; None in results of before kinds were named.
        remedies: what could stand there instead; an empty one is a deletion.
    """

    source: Source
    start: int
    end: int
    error_type: str | None
    remedies: tuple[str, ...]


def list_findings(task: Mapping[str, Any]) -> list[Finding]:
    """What was found in one task of an evaluation: quotes with an error, then what was measured.

    Args:
        task: in its newest form. What praises is left out: only a quote with a suggestion or a kind of error is to be
            revised.
    """
    quotes = task["feedback"]["quoted_examples"]
    measured = task.get("measured", {}).get("findings", ())
    return [
        *(
            Finding("judge", each["start"], each["end"], each["error_type"], tuple(filter(None, [each["suggestion"]])))
            for each in quotes
            if each["error_type"] or each["suggestion"]
        ),
        *(
            Finding("measured", each["start"], each["end"], each["error_type"], tuple(each["suggestions"]))
            for each in measured
        ),
    ]


def compare_findings(
    alignment: Alignment, earlier: Sequence[Finding], later: Sequence[Finding]
) -> Iterator[dict[str, Any]]:
    """Each finding of the earlier draft with what became of it, then what is new in the later one.

    Places are code points: `start` and `end` in the earlier draft, `new_start` and `new_end` in the later one; null
    where there is none.
    """
    places = [alignment.later.locate(each.start, each.end) for each in later]
    found_again: set[int] = set()
    for finding in earlier:
        passage = _Passage(alignment, finding)
        same = [
            number
            for number, each in enumerate(later)
            if _may_be_same(finding, each) and _touch(places[number], passage.now)
        ]
        status = passage.judge(found_again=bool(same))
        if status == "still_there":
            found_again.update(same)
        yield {
            **_describe(finding, status, alignment.earlier),
            "start": finding.start,
            "end": finding.end,
            **_place(alignment.later, passage.now if status != "deleted" else range(0)),
        }
    for number, finding in enumerate(later):
        if number not in found_again:
            yield {
                **_describe(finding, "new", alignment.later),
                "start": None,
                "end": None,
                "new_start": finding.start,
                "new_end": finding.end,
                "text_is_new": not all(token in alignment.taken for token in places[number]),
            }


class _Passage:
    """What stands where a finding was.

    Args:
        alignment: of both drafts.
        finding: of the earlier one.

    Attributes:
        now: the tokens of the later draft that stand where those of the finding stood.
    """

    def __init__(self, alignment: Alignment, finding: Finding) -> None:
        self._alignment = alignment
        self._finding = finding
        self._touched = alignment.earlier.locate(finding.start, finding.end)
        self._sentence = alignment.earlier.find_sentence(self._touched)
        self._rewritten = range(0) if self._has_sentence else self._find_long_remedy()
        self.now = self._rewritten or self._find_now()

    def judge(self, *, found_again: bool) -> Status:
        """What became of the finding.

        Args:
            found_again: whether an error of this kind was found where it stood.
        """
        if self._rewritten:
            return "fixed"
        if self._is_unchanged:
            return "fixed" if not found_again and self._is_mended_beside else "still_there"
        if not self._has_sentence:
            return "deleted"
        if self._is_cut and not any(_words_of(remedy) == self._folded_now for remedy in self._finding.remedies):
            return "deleted"
        return "still_there" if found_again else "fixed"

    def _find_now(self) -> range:
        """Between the nearest words that were kept on either side, in the same sentence if it has any."""
        later, places = self._alignment.later, self._alignment.places
        touched, sentence = self._touched, self._sentence
        kept = [places[token] for token in touched if token in places]
        before = next((places[it] for it in reversed(range(sentence.start, touched.start)) if it in places), None)
        after = next((places[it] for it in range(touched.stop, sentence.stop) if it in places), None)
        first = before + 1 if before is not None else min(kept, default=after)
        stop = after if after is not None else max(kept) + 1 if kept else first
        if first is None or stop is None:
            return range(0)
        if before is None:  # from where its sentence begins now, or where the one before ends that it was joined to
            begin, joined = later.find_sentence(range(first, first + 1)).start, places.get(sentence.start - 1, -1) + 1
            first = joined if begin < joined <= first else min(begin, first)
        if after is None:
            end, joined = later.find_sentence(range(stop - 1, stop)).stop, places.get(sentence.stop, len(later.words))
            stop = joined if stop <= joined < end else max(end, stop)
        return range(first, stop)

    def _find_long_remedy(self) -> range:
        """Where a remedy as long as a sentence stands in the later draft, word for word."""
        later = self._alignment.later.folded
        for remedy in map(_words_of, self._finding.remedies):
            for start in range(len(later) - len(remedy) + 1) if len(remedy) >= RUN else ():
                if later[start : start + len(remedy)] == remedy:
                    return range(start, start + len(remedy))
        return range(0)

    @property
    def _folded_now(self) -> list[str]:
        return [self._alignment.later.folded[token] for token in self.now]

    @property
    def _is_unchanged(self) -> bool:
        """Whether the same words stand there in a row."""
        places = self._alignment.places
        kept = [places[token] for token in self._touched if token in places]
        if len(kept) < len(self._touched) or kept != list(range(kept[0], kept[0] + len(kept))):
            return False
        return not any(self._is_mended_by_capitals(*pair) for pair in zip(self._touched, kept, strict=True))

    def _is_mended_by_capitals(self, old: int, new: int) -> bool:
        """Whether a token has other capital letters, and they are what was wrong.

        A text in capitals mends no other error. A token that moved to a sentence's begin, or from there, has no choice.
        """
        earlier, later, finding = self._alignment.earlier, self._alignment.later, self._finding
        if earlier.words[old] == later.words[new] or (old in earlier.openings) != (new in later.openings):
            return False
        if not finding.remedies:
            return finding.error_type in (None, ErrorType.PUNCTUATION)
        quote = [earlier.folded[token] for token in self._touched]
        return any(later.words[new] in Draft(it).words for it in finding.remedies if _words_of(it) == quote)

    @property
    def _is_mended_beside(self) -> bool:
        """Whether words beside an unchanged finding mend it: a remedy stands there, or it is measured no more."""
        later = self._alignment.later.folded
        first, last = (self._alignment.places[token] for token in (self._touched[0], self._touched[-1]))
        for remedy in map(_words_of, self._finding.remedies):
            starts = range(max(0, last + 1 - len(remedy)), first + 1)
            if len(remedy) > len(self._touched) and any(later[it : it + len(remedy)] == remedy for it in starts):
                return True
        if self._finding.source == "judge":
            return False  # a judge that does not quote it again has not said that it is right
        return _write_around(self._alignment.earlier, self._touched[0], self._touched[-1]) != _write_around(
            self._alignment.later, first, last
        )

    @property
    def _is_cut(self) -> bool:
        """Whether nothing but a part of what stood there does, so that words were deleted and none was mended."""
        left = iter(self._alignment.earlier.folded[token] for token in self._touched)
        return len(self.now) < len(self._touched) and all(word in left for word in self._folded_now)

    @property
    def _has_sentence(self) -> bool:
        """Whether what stands around the finding in its sentence is still there; of a whole sentence, the finding."""
        words = self._alignment.earlier.words
        around = [it for it in self._sentence if it not in self._touched and words[it][0].isalnum()]
        return self._alignment.share_kept(around or self._touched) >= SENTENCE_KEPT


def _write_around(draft: Draft, first: int, last: int) -> str:
    """Two tokens with those beside them and the blanks between; where a line ends says nothing."""
    near = draft.spans[max(0, first - 1) : last + 2]
    return re.sub(r"\s*\n\s*", " ", draft.text[near[0].start : near[-1].end].casefold())


def _may_be_same(earlier: Finding, later: Finding) -> bool:
    """Whether both are of one kind, as far as it is known."""
    return earlier.error_type == later.error_type or None in (earlier.error_type, later.error_type)


def _touch(one: range, other: range) -> bool:
    return one.start < other.stop and other.start < one.stop


def _words_of(text: str) -> list[str]:
    return Draft(text).folded


def _place(draft: Draft, tokens: range) -> dict[str, int | None]:
    if not tokens:
        return {"new_start": None, "new_end": None}
    return {"new_start": draft.spans[tokens[0]].start, "new_end": draft.spans[tokens[-1]].end}


def _describe(finding: Finding, status: Status, draft: Draft) -> dict[str, Any]:
    quote = draft.text[finding.start : finding.end]
    return {"status": status, "source": finding.source, "error_type": finding.error_type, "quote": quote}
