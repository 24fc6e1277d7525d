"""Cards that one result proposes: own sentences corrected, mistakes, and the opening of a better answer."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial
from typing import Any

from bandup.flashcards.gaps import overlap
from bandup.flashcards.options import GAP
from bandup.ielts.error_types import SPOKEN_ONLY, ErrorType
from bandup.study.card import Source, SourceKind

from .retest.mistakes import describe_mistake

MOST_OF_ONE = 30
"""Cards of one result. A result has ten quotes at most, and up to 120 measured findings."""

MOST_GAP_WORDS = 5
"""Words of a gap. More than that nobody fills in as they were."""

LONGEST_SENTENCE = 300
"""Characters of a sentence that is shown whole; of a longer one the quote is shown alone."""

_TOKEN = re.compile(r"\s*\S+")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”\u2019)]*\s+|\n+")


@dataclass(frozen=True)
class Proposal:
    """One card that may be studied.

    Attributes:
        source: where it comes from.
        kind: `cloze`, `collocation`, `what_is_wrong` or `better_answer`.
        front: the question.
        back: the answer.
        note: what helps to understand it.
        error_type: see `bandup.ielts.error_types`.
        mistake: what later work is looked through for; None if that would tell nothing.
    """

    source: Source
    kind: str
    front: str
    back: str
    note: str
    error_type: str | None
    mistake: Mapping[str, str] | None = None


def propose_of_evaluation(evaluation: Mapping[str, Any]) -> list[Proposal]:
    """What one evaluation proposes: of each quote that names an error and of each finding that can be mended, one card.

    A task or part that was judged before in another evaluation proposes nothing here: it did so there.
    """
    kind = SourceKind(evaluation["evaluation_type"])
    pieces = evaluation.get("tasks") or evaluation.get("parts") or [evaluation]
    found = (
        proposal
        for piece in pieces
        if "sealed_from" not in piece
        for proposal in _propose_of_piece(piece, kind, evaluation["evaluation_id"])
    )
    return list({each.source.card_id: each for each in found}.values())[:MOST_OF_ONE]


def propose_of_feedback(session_id: str, feedback: Mapping[str, Any]) -> list[Proposal]:
    """What the feedback on an interview proposes: the opening of the better answer to its weakest one."""
    better = feedback.get("better_answer") or {}
    question, answer = str(better.get("question") or ""), str(better.get("answer") or "")
    if not question.strip() or not answer.strip():
        return []
    opening = _SENTENCE_END.split(answer.strip(), maxsplit=1)[0]
    source = Source(SourceKind.INTERVIEW, session_id, f"better_answer/{better['turn']}")
    front = f"How could a good answer begin?\n{question.strip()}"
    return [Proposal(source, "better_answer", front, opening, answer.strip(), None)]


def _propose_of_piece(piece: Mapping[str, Any], kind: SourceKind, source_id: str) -> Iterator[Proposal]:
    text = str(piece.get("essay_content") or piece.get("transcript") or "")
    name = str(piece.get("task_type") or piece.get("part") or "")
    mended_places: dict[tuple[int, int], str] = {}
    seen: set[tuple[str, str]] = set()
    wanted: list[tuple[tuple[int, int], str, str]] = []
    for error, mended, note in _list_errors(piece):
        place = start, end = error["start"], error["end"]
        same = _line(error["quote"]).casefold(), _line(mended).casefold()
        if text[start:end] != error["quote"] or any(overlap(place, other) for other in mended_places):
            continue
        mended_places[place] = mended
        if same not in seen:
            seen.add(same)
            wanted.append((place, error["error_type"], note))
    for place, error_type, note in wanted:
        source = Source(kind, source_id, f"{name}/{place[0]}-{place[1]}")
        yield _make_card(source, text, place, mended_places, error_type=error_type, note=note)


def _list_errors(piece: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], str, str]]:
    """Each error that can be seen in a text, what it should be, and what is said of it; the judge's own first."""
    feedback: Mapping[str, Any] = piece.get("feedback") or {}
    measured: Mapping[str, Any] = piece.get("measured") or {}
    for quote in feedback.get("quoted_examples", ()):
        yield from _keep_error(quote, quote.get("suggestion") or "", quote["issue"])
    for finding in measured.get("findings", ()):
        yield from _keep_error(finding, next(iter(finding.get("suggestions") or ()), ""), finding["message"])


def _keep_error(error: Mapping[str, Any], mended: str, note: str) -> Iterator[tuple[Mapping[str, Any], str, str]]:
    if not error.get("error_type") or error["error_type"] in SPOKEN_ONLY:
        return
    if mended.strip() and _line(mended) != _line(error["quote"]):
        yield error, mended.strip(), note


def _make_card(
    source: Source,
    text: str,
    place: tuple[int, int],
    mended_places: Mapping[tuple[int, int], str],
    *,
    error_type: str,
    note: str,
) -> Proposal:
    quote, mended = text[slice(*place)], mended_places[place]
    start, end = _find_sentence(text, place)
    before, after = (_mend(text, *side, mended_places) for side in ((start, place[0]), (place[1], end)))
    mistake = describe_mistake(error_type, text[: place[0]], quote, mended)
    proposal = partial(Proposal, source, error_type=error_type, mistake=mistake.as_stored() if mistake else None)
    gap = _find_gap(quote, mended)
    if gap:
        front, back = gap
        verb = "said" if source.kind is SourceKind.SPEAKING else "wrote"
        said = f"You {verb}: {_line(quote)}. {note}"
        if error_type == ErrorType.COLLOCATION and _asks(front):
            return proposal("collocation", _line(front), back, said)
        if _asks(before + front + after):
            return proposal("cloze", _line(before + front + after), back, said)
    front = f"What is wrong here?\n{_line(before + quote + after)}"
    return proposal("what_is_wrong", front, _line(before + mended + after), note)


def _mend(text: str, start: int, end: int, mended_places: Mapping[tuple[int, int], str]) -> str:
    """A stretch of a text with each correction inside it: a card is to teach no other mistake of its sentence."""
    pieces, at = [], start
    for (first, last), mended in sorted(mended_places.items()):
        if start <= first and last <= end:
            pieces += [text[at:first], mended]
            at = last
    return "".join([*pieces, text[at:end]])


def _asks(front: str) -> bool:
    """Whether a text has one gap, and words beside it: a learner may have written a gap too."""
    before, _, after = front.partition(GAP)
    return GAP not in after and any(map(str.isalnum, before + after))


def _find_sentence(text: str, place: tuple[int, int]) -> tuple[int, int]:
    ends = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    start = max(each for each in ends if each <= place[0])
    end = min(each for each in ends if each >= place[1])
    return (start, end) if end - start <= LONGEST_SENTENCE else place


def _find_gap(quote: str, mended: str) -> tuple[str, str] | None:
    """The corrected words with one gap where they differ from the quote, and what belongs into it.

    None if that is nothing, or too much to fill in.
    """
    old, new = _TOKEN.findall(quote), _TOKEN.findall(mended)
    matcher = SequenceMatcher(None, [each.strip() for each in old], [each.strip() for each in new], autojunk=False)
    changed = [(first, last) for tag, _, _, first, last in matcher.get_opcodes() if tag != "equal"]
    first, last = min((each[0] for each in changed), default=0), max((each[1] for each in changed), default=0)
    missing = "".join(new[first:last])
    if not missing.strip() or last - first > MOST_GAP_WORDS:
        return None
    blank = missing[: len(missing) - len(missing.lstrip())]
    return "".join(new[:first]) + blank + GAP + "".join(new[last:]), _line(missing)


def _line(text: str) -> str:
    return " ".join(text.split())
