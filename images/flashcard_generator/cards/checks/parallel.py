"""Two parts of a quote that say like things of two subjects: whether a claim mixes them."""

import re
from collections.abc import Sequence

from bandup.core.writing_systems import is_spaceless

from . import cause, comparison
from .alignment import CLAUSES, HALVES, has_word, list_words, split_parts
from .novelty import list_content
from .plain import compile_words

_REFERS = compile_words(
    "it|its|they|their|them|he|his|him|she|her|this|these|both|which|who|that|former|latter|each|such",
    "er|es|sie|sein*|ihr|ihre*|dies*|beide*|das|die dies",
    "il|elle|ils|elles|son|sa|ses|leur|leurs|ce|cette|ces|qui",
    "هو|هي|هذا|هذه|ذلك",
    "これ|それ|その|この",
)
"""Words that carry a subject on: a part that begins so says more of the same."""


def mixes_subjects(claim: str, told: str, quote: str) -> bool:
    """Whether a claim names the subject of one part of the quote, and says of it what another part says of its own.

    Args:
        claim: all that the card says.
        told: what of it is claimed: the answer, or the whole statement.
        quote: the evidence.
    """
    if is_spaceless(quote.strip()[:1] or " ") or cause.asks_reason(claim):
        return False
    if comparison.list_comparisons(claim):
        return False
    words, said = list(list_words(claim)), list(list_words(told))
    return any(_mixes(words, said, split_parts(each, quote), quote, each is HALVES) for each in (HALVES, CLAUSES))


def _mixes(claim: Sequence[str], told: Sequence[str], parts: Sequence[str], quote: str, are_halves: bool) -> bool:
    words = [list(list_words(part)) for part in parts]
    subjects = [_read_subject(part) for part in parts]
    for own, mine in enumerate(subjects):
        for other, theirs in enumerate(subjects):
            if not mine or not theirs or own == other or has_word([mine], theirs):
                continue
            if (
                not has_word(claim, mine)
                or has_word(claim, theirs)
                or not (
                    _open_alike(parts[own], parts[other])
                    or (are_halves and _are_alike(parts, subjects, own, other, quote))
                )
            ):
                continue
            taken = [word for word in told if has_word(words[other], word) and not has_word(words[own], word)]
            kept = [
                word
                for word in told
                if has_word(words[own], word) and not has_word(words[other], word) and word != mine
            ]
            if taken and len(taken) >= sum(not has_word([mine], word) for word in kept):
                return True
    return False


def _read_subject(part: str) -> str:
    """The first word with content of a part, if the part begins with it and does not carry on another's subject."""
    found = list_content(part)
    head = part[: part.find(found[0])] if found and found[0] in part else part
    return (
        ""
        if not found
        or re.search(r"(?<!\d)\d{1,3}\s*$", head)
        or _REFERS.search(f"{head} ")
        or len(head.split()) > _LONGEST_OPENING
        else found[0]
    )


_LONGEST_OPENING = 3


def _open_alike(one: str, other: str) -> bool:
    first = one.split(maxsplit=1)[0]
    return first == other.split(maxsplit=1)[0] and not list_content(first)


def _are_alike(parts: Sequence[str], subjects: Sequence[str], own: int, other: int, quote: str) -> bool:
    one, two = list_content(parts[own]), list_content(parts[other])
    shares = any(has_word(two, word) for word in one)
    are_names = all(
        re.search(rf"(?<![.!?] )(?<!^)\b{re.escape(each.capitalize())}", quote)
        for each in (subjects[own], subjects[other])
    )
    return shares or are_names
