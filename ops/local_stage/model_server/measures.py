"""What can be counted in an answer: the facts that the offline examiner's bands rest on."""

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bandup.ielts.english import FUNCTION_WORDS, find_paragraphs, find_sentences, measure_function_words, split_words
from bandup.ielts.findings import CheckedText, Kind
from bandup.ielts.length import find_copied, find_repeated
from bandup.ielts.vocabulary import count_linking_words, moving_average_type_token_ratio
from ops.local_stage.model_server import wordlists

Task = Literal["TASK_1", "TASK_2"]

MINIMUM_WORDS: dict[Task, int] = {"TASK_1": 150, "TASK_2": 250}
"""The length that each task asks for in its instructions."""

LONG_WORD = 7
"""Letters from which a word is long: more than six, as the readability index LIX counts."""

_STEM = 5  # letters that a keyword's forms share: transport, transported, transportation


@dataclass(frozen=True)
class Measures:
    """The countable facts of one answer.

    Attributes:
        words: how many words it has.
        minimum: how many the task asks for.
        own_words: words that are neither copied from the question nor repeated in runs.
        copied_share: share of the words (0-1) that stand in a run copied from the question.
        repeated_share: share of the words (0-1) that stand in a run that occurred before.
        keyword_share: share (0-1) of the question's content words that the answer takes up; None if it has none.
        signs: what the task expects and the answer shows, such as "a conclusion".
        expected_signs: how many such signs were looked for.
        english_share: share of the words (0-1) that are English function words; about 0.5 in English prose.
        paragraphs: number of paragraphs.
        linkers: the different linking words, in order of first use.
        linkers_per_sentence: linking words of any kind for each sentence.
        opener_share: share of the sentences (0-1) that open with a linking adverbial.
        different_words: number of different words.
        diversity: moving-average type-token ratio (0-1) in windows of 50 words.
        long_share: share (0-1) of the different words that have seven letters or more.
        spelling_rate: spelling findings per 100 words.
        grammar_rate: grammar findings per 100 words.
        sentences: number of sentences.
        sentence_length: mean number of words in a sentence.
        sentence_spread: standard deviation of that number.
        subordination: subordinating words for each sentence.
    """

    words: int
    minimum: int
    own_words: int
    copied_share: float
    repeated_share: float
    keyword_share: float | None
    signs: tuple[str, ...]
    expected_signs: int
    english_share: float
    paragraphs: int
    linkers: tuple[str, ...]
    linkers_per_sentence: float
    opener_share: float
    different_words: int
    diversity: float
    long_share: float
    spelling_rate: float
    grammar_rate: float
    sentences: int
    sentence_length: float
    sentence_spread: float
    subordination: float


def measure(task: Task, question: str, essay: str, checked: CheckedText, *, is_letter: bool = False) -> Measures:
    """Count everything; any text, also an empty one, has measures."""
    expected = wordlists.LETTER_SIGNS if is_letter else _expected_signs(task)
    tokens = split_words(essay)
    sentences = [split_words(essay[span.start : span.end]) for span in find_sentences(essay)]
    lengths = [len(sentence) for sentence in sentences]
    copied = find_copied(tokens, split_words(question))
    repeated = find_repeated(tokens)
    different = set(tokens)
    linkers = count_linking_words(tokens)
    return Measures(
        words=len(tokens),
        minimum=MINIMUM_WORDS[task],
        own_words=len(tokens) - len(copied | repeated),
        copied_share=_share(len(copied), len(tokens)),
        repeated_share=_share(len(repeated), len(tokens)),
        keyword_share=_keyword_share(split_words(question), different),
        signs=_signs(tokens, expected),
        expected_signs=len(expected),
        english_share=measure_function_words(tokens),
        paragraphs=len(find_paragraphs(essay)),
        linkers=tuple(linkers),
        linkers_per_sentence=_share(sum(linkers.values()), len(sentences)),
        opener_share=_share(sum(map(_opens_with_linker, sentences)), len(sentences)),
        different_words=len(different),
        diversity=moving_average_type_token_ratio(tokens),
        long_share=_share(sum(len(token) >= LONG_WORD for token in different), len(different)),
        spelling_rate=_rate(essay, checked, "spelling"),
        grammar_rate=_rate(essay, checked, "grammar"),
        sentences=len(sentences),
        sentence_length=statistics.fmean(lengths) if lengths else 0.0,
        sentence_spread=statistics.pstdev(lengths) if lengths else 0.0,
        subordination=_share(sum(token in wordlists.SUBORDINATORS for token in tokens), len(sentences)),
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _rate(essay: str, checked: CheckedText, kind: Kind) -> float:
    count = sum(finding.kind == kind for finding in checked.findings)
    return 100 * _share(count, len(split_words(essay[: checked.until])))


def _keyword_share(question: Iterable[str], answer: Iterable[str]) -> float | None:
    keywords = {
        word[:_STEM] for word in question if len(word) > 3 and word not in FUNCTION_WORDS | wordlists.QUESTION_FORMULAS
    }
    if not keywords:
        return None
    return len(keywords & {word[:_STEM] for word in answer}) / len(keywords)


def _expected_signs(task: Task) -> Mapping[str, tuple[str, ...]]:
    return wordlists.TASK_1_SIGNS if task == "TASK_1" else wordlists.TASK_2_SIGNS


def _signs(tokens: Sequence[str], expected: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    text = f" {' '.join(tokens)} "
    return tuple(sign for sign, phrases in expected.items() if any(f" {phrase} " in text for phrase in phrases))


def _opens_with_linker(sentence: Sequence[str]) -> bool:
    return any(" ".join(sentence[:length]) in wordlists.SENTENCE_OPENERS for length in (1, 2, 3, 4))
