"""What became of each finding of an earlier draft, without a model: docs/use/revise.md has the rules."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from .tokens import Alignment, Draft

Status = Literal["fixed", "deleted", "still_there", "new"]
Source = Literal["judge", "measured"]

SENTENCE_KEPT = 0.34
"""A sentence is still there if so much of it outside the finding is."""


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
        task: as stored, in its newest form. What praises is left out: only quotes with a suggestion or a kind of error
            are to be revised.
    """
    quotes = task["feedback"]["quoted_examples"]
    measured = task.get("measured", {}).get("findings", ())
    return [
        *(
            Finding("judge", each["start"], each["end"], each["error_type"], _remedies([each["suggestion"]]))
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
    found_again: set[int] = set()
    for finding in earlier:
        touched = alignment.earlier.locate(finding.start, finding.end)
        now = _find_now(alignment, touched)
        same = [
            place
            for place, each in enumerate(later)
            if each.error_type == finding.error_type and _touch(alignment.later.locate(each.start, each.end), now)
        ]
        status = _judge(alignment, finding, touched, now, found_again=bool(same))
        if status == "still_there":
            found_again.update(same)
        yield _describe(finding, status) | {
            "quote": alignment.earlier.text[finding.start : finding.end],
            "start": finding.start,
            "end": finding.end,
            **_place(alignment.later, now if status != "deleted" else range(0)),
        }
    for place, finding in enumerate(later):
        if place not in found_again:
            touched = alignment.later.locate(finding.start, finding.end)
            yield _describe(finding, "new") | {
                "quote": alignment.later.text[finding.start : finding.end],
                "start": None,
                "end": None,
                "new_start": finding.start,
                "new_end": finding.end,
                "text_is_new": not all(token in alignment.back for token in touched),
            }


def _judge(alignment: Alignment, finding: Finding, touched: range, now: range, *, found_again: bool) -> Status:
    words = [alignment.later.words[token] for token in now]
    if _is_unchanged(alignment, touched, now):
        if found_again or not _is_changed_around(alignment, finding, touched, now):
            return "still_there"
        return "fixed"
    is_deletion = not words or alignment.share_kept(touched) == 0 and not _has_sentence(alignment, touched)
    if not _has_sentence(alignment, touched) and alignment.share_kept(touched) < SENTENCE_KEPT:
        return "deleted"
    if is_deletion:
        return "fixed" if "" in finding.remedies else "deleted"
    return "still_there" if found_again else "fixed"


def _find_now(alignment: Alignment, touched: range) -> range:
    """The tokens of the later draft that stand where these of the earlier one stood."""
    if not touched:
        return range(0)
    kept = [alignment.places[token] for token in touched if token in alignment.places]
    before, after = alignment.places.get(touched.start - 1), alignment.places.get(touched.stop)
    first = before + 1 if before is not None else min(kept, default=None)
    stop = after if after is not None else max(kept) + 1 if kept else None
    if first is None and stop is not None and touched.start == 0:
        first = 0
    if first is None or stop is None or stop < first:
        return range(min(kept), max(kept) + 1) if kept else range(0)
    return range(first, stop)


def _is_unchanged(alignment: Alignment, touched: range, now: range) -> bool:
    """Whether the same words stand there; only at a sentence's begin, capital letters do not count."""
    kept = [alignment.places.get(token) for token in touched]
    if not kept or None in kept or kept != list(range(kept[0] or 0, (kept[0] or 0) + len(kept))):
        return False
    return all(
        alignment.earlier.words[old] == alignment.later.words[new]
        or (old in alignment.earlier.openings) != (new in alignment.later.openings)
        for old, new in zip(touched, kept, strict=True)
        if new is not None
    )


def _is_changed_around(alignment: Alignment, finding: Finding, touched: range, now: range) -> bool:
    """Whether the words beside a finding are others, so that it may be mended by them."""
    earlier, later = alignment.earlier.folded, alignment.later.folded
    first, last = alignment.places[touched.start], alignment.places[touched.stop - 1]
    if any(_stands(_words_of(remedy), later, first, last) for remedy in finding.remedies if remedy):
        return True
    if finding.source == "judge":
        return False  # a judge that does not quote it again has not said that it is right
    before = earlier[touched.start - 1 : touched.start] != later[max(0, first - 1) : first]
    return before or earlier[touched.stop : touched.stop + 1] != later[last + 1 : last + 2]


def _stands(remedy: Sequence[str], later: Sequence[str], first: int, last: int) -> bool:
    """Whether a remedy stands where the finding does, with words beside it that the finding did not have."""
    length = len(remedy)
    if length <= last - first + 1:
        return False
    return any(
        list(later[start : start + length]) == list(remedy) for start in range(max(0, last + 1 - length), first + 1)
    )


def _words_of(text: str) -> list[str]:
    return Draft(text).folded


def _has_sentence(alignment: Alignment, touched: range) -> bool:
    """Whether what stands around a finding in its sentence is still there."""
    around = [
        token
        for sentence in alignment.earlier.sentences
        if _touch(sentence, touched)
        for token in sentence
        if token not in touched and alignment.earlier.words[token].isalnum()
    ]
    return alignment.share_kept(around) >= SENTENCE_KEPT


def _touch(one: range, other: range) -> bool:
    return one.start < other.stop and other.start < one.stop


def _remedies(suggestions: Sequence[str]) -> tuple[str, ...]:
    """What a judge suggests; no suggestion is no deletion."""
    return tuple(each for each in suggestions if each)


def _place(draft: Draft, tokens: range) -> dict[str, int | None]:
    if not tokens:
        return {"new_start": None, "new_end": None}
    return {"new_start": draft.spans[tokens[0]].start, "new_end": draft.spans[tokens[-1]].end}


def _describe(finding: Finding, status: Status) -> dict[str, Any]:
    return {"status": status, "source": finding.source, "error_type": finding.error_type}
