"""What the words of a reply show, in any script: its sentences, its questions, and what its topic names."""

import re
import unicodedata
from collections.abc import Collection
from itertools import pairwise

_QUOTED = re.compile(
    r"\"[^\"\n]*\"|\u201c[^\u201d\n]*\u201d|\u201e[^\u201c\u201d\n]*[\u201c\u201d]"
    r"|\u00ab[^\u00bb\n]*\u00bb|\u300c[^\u300d\n]*\u300d"
)
"""Words between quotation marks are somebody else's."""

_SENTENCE_BREAK = re.compile(r"(?<=[.!?\u061f])\s+|(?<=[\u3002\uff01\uff1f])|\n+")
_QUESTION_END = re.compile(r"[?\uff1f\u061f]\s*$")
_WORD = re.compile(r"\w+(?:['\u2019-]\w+)*")

_DENSE = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Thai, Lao, Burmese, Khmer, Japanese and Chinese put no blanks between words."""

DENSE_CHARACTERS_PER_WORD = 2

MOST_WORDS_AT_ONCE = 3

_SAME = 0.6
"""Share of the stems of two topics that they have in common if they are one."""

_STEM = 5
"""Characters that inflection seldom reaches, whatever the language."""

_ENGLISH = "a an and at for from how in of on or the to with your you my our about more question questions topic"
_OTHERS = "der die das den dem ein eine einer und oder im in mit von zu zur zum ihr ihre sie le la les de des du et"
_NAMES_NOTHING = frozenset(f"{_ENGLISH} {_OTHERS}".split())
"""Words of a topic that say nothing of what it is."""


def fold(text: str) -> str:
    """The text without what writers differ in: case, punctuation, kinds of blanks and compatibility forms."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def without_quotations(text: str) -> str:
    """The text without the words that it quotes."""
    return _QUOTED.sub(" ", text)


def split_sentences(text: str) -> list[str]:
    """The sentences of a text, each with the mark at its end."""
    return [sentence.strip() for sentence in _SENTENCE_BREAK.split(text) if sentence.strip()]


def find_questions(text: str) -> list[str]:
    """What is asked: sentences with a question mark that are neither quoted nor answered in the next breath."""
    said = split_sentences(without_quotations(text))
    return [
        sentence for sentence, after in pairwise([*said, ""]) if _is_question(sentence) and not _answers_at_once(after)
    ]


def find_statements(text: str) -> list[str]:
    """All sentences that are neither questions nor quoted."""
    return [sentence for sentence in split_sentences(without_quotations(text)) if not _is_question(sentence)]


def _is_question(sentence: str) -> bool:
    return bool(_QUESTION_END.search(sentence))


def _answers_at_once(after: str) -> bool:
    """Whether a sentence is so short ("Nobody does.") that the question before it was a figure of speech."""
    return bool(after) and not _is_question(after) and count_words(after) <= MOST_WORDS_AT_ONCE


def count_words(text: str) -> int:
    """The words of a text. Where no blanks divide them, two characters are taken for one."""
    dense = len(_DENSE.findall(text))
    return len(_WORD.findall(_DENSE.sub(" ", text))) + dense // DENSE_CHARACTERS_PER_WORD


def name_stems(topic: str) -> frozenset[str]:
    """The stems of the words that name something in a topic. A word without blanks around it gives its characters."""
    words = [word for word in fold(topic).split() if word not in _NAMES_NOTHING]
    return frozenset(
        stem for word in words for stem in (_DENSE.findall(word) if _DENSE.search(word) else [word[:_STEM]])
    )


def are_same_topic(one: str, other: str) -> bool:
    """Whether two topics name the same: most of their stems are the same."""
    first, second = name_stems(one), name_stems(other)
    return bool(first & second) and len(first & second) / len(first | second) >= _SAME


def name_something_in_common(one: str, others: Collection[str]) -> bool:
    """Whether a topic shares a stem with any of the others."""
    stems = name_stems(one)
    return any(stems & name_stems(other) for other in others)
