"""What examiners look for, in our own words.

Each entry sums up what the public band descriptors of IELTS Writing (May 2023) say; none of their sentences is copied.
Vocabulary and grammar are judged alike in all kinds of text, paragraphing counts in an essay and a letter.
"""

from collections.abc import Mapping
from typing import Final, Literal

from .request import Genre, TaskType

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

_REPORT = """\
9: every requirement met in full; a lapse in content is hard to find.
8: all requirements covered; key features chosen with skill, clear, highlighted and illustrated; a rare omission.
7: requirements covered and accurate; a clear overview; data sorted into sensible groups, main trends or differences
   named; some features could be taken further.
6: an overview with relevant content; the important features are there, with figures; some details missing, irrelevant
   or wrong.
5: features recounted one by one, with no overview or few figures; the form of a report is kept in the main.
4: few key features; the form is wrong or details stand in for features; much is unclear or beside the point.
3: the task or the data misunderstood; little that is relevant, or the same thing again and again.
2: hardly anything relates to the data.
1: nothing relates to the task."""

_LETTER = """\
9: every requirement met in full; a lapse in content is hard to find.
8: all points clearly presented and extended; tone and form right, a lapse at most.
7: all points covered, and could be extended further here and there; purpose clear; tone right and consistent.
6: all points there, unevenly extended; purpose mostly clear; tone with small lapses; some detail beside the point.
5: points presented, but one or more not adequately; purpose unclear at times; tone changes or does not suit.
4: not every point presented; purpose unclear; tone may be wrong altogether.
3: the task misunderstood; little that is relevant.
2: hardly anything relates to the task.
1: nothing relates to the task."""

_ESSAY = """\
9: the question explored in depth; a full position throughout; ideas extended and well supported.
8: the question answered thoroughly; a clear position; ideas relevant, extended and supported; a gap at times.
7: the main parts answered; a clear and sustained position; ideas extended and supported, some of them too general or
   without a sharp focus.
6: the main parts answered, some more fully than others; a position whose conclusions may be unclear or repeated; main
   ideas relevant, some not developed enough or loosely supported.
5: the question answered in part; a position that is not always clear; few main ideas, thinly developed, or detail that
   is beside the point.
4: a minimal or tangential answer; a position that has to be looked for; ideas repeated, irrelevant or without support.
3: the question misunderstood or not answered; no position to be found; few ideas, hardly developed.
2: content hardly related to the question; a glimpse of one or two ideas.
1: content not related to the question."""

_COHESION = """\
9: the message is followed without effort; cohesion draws no attention to itself.
8: followed with ease; ideas in logical order; cohesion well managed, with a lapse at times.
7: logically organised with clear progression; a range of devices used flexibly, some over-used, under-used or inexact.
6: arranged coherently, with a clear overall progression; devices used to some effect, but faulty or mechanical in
   places; reference not always clear.
5: organisation is evident without being wholly logical; sentences are linked less than fluently; devices too few, too
   many or wrong; repetition for lack of reference.
4: ideas present in no coherent order and without progression; basic devices, often wrong or repeated.
3: no apparent logic; hardly any devices, or misleading ones.
2: little evidence that anything is organised.
1: the message cannot be found."""

_PARAGRAPHS = """\
Paragraphing is one part of this criterion and no cap: it is skilful at 9, right at 8, generally effective at 7, not
always logical at 6, weak or missing at 5 and below. An essay in one block whose ideas progress clearly loses half a
band here, and nothing elsewhere."""

_LEXIS = """\
9: wide, precise and natural; slips are very rare.
8: wide and fluent; uncommon words used with skill; now and then a wrong choice, spelling or word form.
7: enough range for some flexibility and precision; some less common words and awareness of style and collocation, with
   inappropriate choices; a few errors of spelling or word form.
6: adequate for the task; either a safe range used correctly, or a wider one with inexact choices; errors of spelling
   and word form do not block.
5: limited but just enough; simple words used correctly and repeated; choices often miss; errors may trouble the reader.
4: basic and repetitive, or memorised chunks; words that do not fit the task; errors may cost meaning.
3: inadequate; leans on the words of the question or on learnt phrases; errors predominate and may hide the meaning.
2: extremely limited; nothing but single words and learnt phrases is recognisable.
1: single words."""

_GRAMMAR = """\
9: full range with complete control; slips are very rare.
8: wide range, used flexibly and exactly; most sentences free of errors; occasional slips.
7: a variety of complex structures with some flexibility; error-free sentences are frequent; a few errors persist.
6: simple and complex sentences mixed with limited flexibility; complex ones are less accurate; errors in grammar and
   punctuation are there and rarely block meaning.
5: limited and repetitive range; complex sentences tried and often faulty, the best ones simple; errors frequent, some
   trouble the reader.
4: very limited range; subordinate clauses rare and simple sentences predominate; errors frequent and may block meaning.
3: sentence forms attempted, and errors predominate, apart from learnt phrases.
2: hardly any sentence forms.
1: no sentence to be rated."""


_LANGUAGE: Final[Mapping[Criterion, str]] = {
    "lexical_resource": _LEXIS,
    "grammatical_range_accuracy": _GRAMMAR,
}
_PARAGRAPHED: Final = f"{_COHESION}\n{_PARAGRAPHS}"

DESCRIPTORS: Final[Mapping[Genre, Mapping[Criterion, str]]] = {
    "essay": {"task": _ESSAY, "coherence_cohesion": _PARAGRAPHED, **_LANGUAGE},
    "report": {"task": _REPORT, "coherence_cohesion": _COHESION, **_LANGUAGE},
    "letter": {"task": _LETTER, "coherence_cohesion": _PARAGRAPHED, **_LANGUAGE},
}
"""For each kind of text and criterion, what its bands look like."""
