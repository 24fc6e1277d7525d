"""What examiners look for, in our own words.

Each entry sums up what the public band descriptors of IELTS Writing (May 2023) say; none of their sentences is copied.
Coherence and Cohesion weighs paragraphing in Task 2 only. Vocabulary and grammar are judged alike in both tasks.
"""

from collections.abc import Mapping
from typing import Final, Literal

from .request import TaskType

Criterion = Literal["task", "coherence_cohesion", "lexical_resource", "grammatical_range_accuracy"]

_SHARED_LABELS: Final[Mapping[Criterion, str]] = {
    "coherence_cohesion": "Coherence and Cohesion",
    "lexical_resource": "Lexical Resource",
    "grammatical_range_accuracy": "Grammatical Range and Accuracy",
}

LABELS: Final[Mapping[TaskType, Mapping[Criterion, str]]] = {
    "TASK_1": {"task": "Task Achievement", **_SHARED_LABELS},
    "TASK_2": {"task": "Task Response", **_SHARED_LABELS},
}
"""Task 1 is judged by Task Achievement, Task 2 by Task Response; the other three criteria have one name."""

MINIMUM_WORDS: Final[Mapping[TaskType, int]] = {"TASK_1": 150, "TASK_2": 250}
"""The lengths that the test asks for. Falling short is reported, and has no fixed deduction: none is published."""

FLOOR_WORDS: Final = 20
"""An answer of so few words, or fewer, is Band 1 in every criterion by the public descriptors."""

_ACHIEVEMENT = """\
9: every requirement met in full; key features chosen with skill and illustrated.
8: all requirements covered well; key features clear and highlighted; a lapse now and then.
7: requirements covered; a clear overview; data sorted into sensible groups, or all points of a letter present; some
   features could be taken further.
6: an overview is attempted, or the letter's purpose is mostly clear; the important features are there, with details
   that are missing, irrelevant or wrong.
5: features recounted one by one without an overview, or with few figures to support them; a letter's tone may drift.
4: few key features; the format or purpose is confused; details wrong or beside the point.
3: the task was misunderstood or hardly attempted; little that is relevant."""

_RESPONSE = """\
9: the question explored in depth; a full, well-supported position throughout.
8: the question answered thoroughly; ideas relevant, extended, well supported; an occasional gap.
7: the main parts answered; a clear, sustained position; ideas extended, sometimes too general or loosely supported.
6: the main parts answered unevenly; a position whose conclusions may be unclear or repeated; some ideas undeveloped.
5: the question answered in part only; a position that is not always clear; few ideas, thinly supported.
4: a minimal or tangential answer; a position hard to find; ideas repeated or irrelevant.
3: the question misunderstood or not answered; no clear position; little idea development."""

_COHESION = """\
9: the message is followed without effort; cohesion draws no attention to itself.
8: followed with ease; ideas in logical order; cohesive devices well managed.
7: logically organised with clear progression; a range of devices, some over- or under-used.
6: generally coherent; cohesion between sentences faulty or mechanical in places; reference not always clear.
5: some organisation without full logic; devices too few, too many or wrong; repetition for lack of reference.
4: ideas present in no coherent order; basic devices, often wrong or repeated.
3: no apparent logic; hardly any devices, or misleading ones."""

_PARAGRAPHS = """\
Paragraphing counts: skilful at 9, appropriate at 8, generally effective at 7, not always logical at 6, inadequate or
missing at 5 and below."""

_LEXIS = """\
9: wide, precise and natural; slips are very rare.
8: wide and fluent; uncommon words used with skill; occasional wrong choice or spelling.
7: enough range for precision; some less common words and awareness of style and collocation; few errors.
6: adequate for the task; attempts at rarer words with some inaccuracy; spelling or formation errors do not block.
5: limited but just enough; noticeable errors that may trouble the reader; simple words repeated.
4: basic and repetitive, or memorised chunks; errors may cost meaning.
3: very limited; may lean on the words of the question; errors predominate."""

_GRAMMAR = """\
9: full range with complete control; slips are very rare.
8: wide range; most sentences free of errors.
7: a variety of complex structures; error-free sentences are frequent; a few errors remain.
6: simple and complex sentences mixed; errors in grammar and punctuation rarely block meaning.
5: limited range; complex sentences tried and often faulty; errors frequent, some trouble the reader.
4: very limited range; subordinate clauses are rare; errors frequent and may block meaning.
3: sentence forms attempted, and errors predominate."""


_LANGUAGE: Final[Mapping[Criterion, str]] = {
    "lexical_resource": _LEXIS,
    "grammatical_range_accuracy": _GRAMMAR,
}

DESCRIPTORS: Final[Mapping[TaskType, Mapping[Criterion, str]]] = {
    "TASK_1": {"task": _ACHIEVEMENT, "coherence_cohesion": _COHESION, **_LANGUAGE},
    "TASK_2": {"task": _RESPONSE, "coherence_cohesion": f"{_COHESION}\n{_PARAGRAPHS}", **_LANGUAGE},
}
"""For each task and criterion, what its bands look like."""
