"""What examiners listen for, in our own words.

Each entry sums up what the public band descriptors of IELTS Speaking (May 2023) say; none of their sentences is copied.
The four criteria weigh the same in all three parts. How a test's criteria follow from its parts is not published; see
`bandup.ielts.bands.weighted_mean`.
"""

from collections.abc import Mapping
from typing import Final, Literal

from .request import Part

Criterion = Literal["fluency_coherence", "lexical_resource", "grammatical_range_accuracy", "pronunciation"]

LABELS: Final[Mapping[Criterion, str]] = {
    "fluency_coherence": "Fluency and Coherence",
    "lexical_resource": "Lexical Resource",
    "grammatical_range_accuracy": "Grammatical Range and Accuracy",
    "pronunciation": "Pronunciation",
}

NAMES: Final[Mapping[str, str]] = {"PART_1": "Part 1", "PART_2": "Part 2", "PART_3": "Part 3"}
"""How a person is told of a part."""

PARTS: Final[Mapping[Part, str]] = {
    "PART_1": "Part 1, the interview: short answers about familiar things, four to five minutes in all",
    "PART_2": "Part 2, the long turn: a talk of one to two minutes on a card's topic, after a minute to prepare",
    "PART_3": "Part 3, the discussion: longer answers about abstract sides of the topic, four to five minutes in all",
}

LEAST_SPEECH_SECONDS: Final[Mapping[Part, float]] = {"PART_1": 8.0, "PART_2": 45.0, "PART_3": 12.0}
"""Less speech than this, pauses left out, is reported, and changes no band. The test asks for one to two minutes in
Part 2, and a fluent speaker is silent for up to a quarter of them; for the other parts it names no least, and these are
about one full answer."""

_FLUENCY = """\
9: speaks at length without effort; pauses only to think of what to say, never of how; fully coherent.
8: fluent with a rare repetition or self-correction; develops topics coherently.
7: keeps going at length; some hesitation or self-correction that does not hurt coherence; connectives used with some
   flexibility.
6: willing to speak at length but loses the thread now and then through hesitation, repetition or correction;
   connectives not always right.
5: keeps going by repeating, correcting or slowing down, and has to search for quite ordinary words; simple speech may
   be fluent, complex ideas are not; certain connectives overused.
4: cannot respond without clear pauses; slow, with frequent repetition; links simple sentences, often with the same
   words; coherence breaks down.
3: long pauses; little ability to link sentences; simple answers only, often without getting the message across.
2: long pauses before most words; hardly any communication.
1: single words with nothing to connect them, or nothing that can be rated."""

_LEXIS = """\
9: full flexibility and precision on any topic; idiom natural and exact.
8: wide and ready; conveys fine meaning; less common and idiomatic items used with skill, a slip at times; paraphrases
   with ease.
7: flexible on varied topics; some less common items, awareness of style and collocation; paraphrases well.
6: enough to discuss topics at length and be clear despite wrong choices; paraphrase mostly succeeds.
5: gets by on familiar and unfamiliar topics with limited flexibility; paraphrase is tried with mixed success.
4: enough for familiar topics, basic meaning only on others; frequent wrong choices; paraphrase is rare.
3: simple words for personal facts; too few for anything less familiar.
2: isolated or memorised words.
1: no words of the candidate's own beyond a greeting, a yes or a no."""

_GRAMMAR = """\
9: full range, natural and accurate throughout; only the slips of any native speech.
8: wide range used flexibly; most sentences free of errors; a few basic errors may persist.
7: a range of complex structures with some flexibility; error-free sentences are frequent; some errors persist.
6: simple and complex structures mixed with limited flexibility; errors are common in the complex ones but seldom block
   meaning.
5: basic forms fairly accurate; few complex structures, usually faulty.
4: basic forms and some correct simple sentences; subordinate clauses rare; errors frequent, may mislead.
3: attempts at basic forms with little success, or leans on memorised phrases; errors everywhere.
2: no basic sentence forms.
1: no sentence at all, so that nothing can be rated."""

_PRONUNCIATION = """\
Its features are single sounds; the stress of words and sentences; rhythm and chunking, which is how words are grouped
and timed; intonation; and connected speech, such as linking and weak forms. Ask how many of them the speaker uses, how
well they are controlled, and how hard the listener has to work.
9: all features used with precision and subtlety; understood without effort; accent has no effect.
8: a wide range of features; rhythm and intonation sustained, with a lapse at times; easy to understand throughout.
7: what 6 shows, and some but not all of what 8 shows.
6: a range of features with mixed control; generally understood, though single words or sounds cost clarity at times.
5: what 4 shows, and some but not all of what 6 shows.
4: few features, frequent lapses in rhythm; mispronunciations cause difficulty for the listener.
3: what 2 shows, and some but not all of what 4 shows.
2: often unintelligible.
1: nothing can be made out but a word or two."""

DESCRIPTORS: Final[Mapping[Criterion, str]] = {
    "fluency_coherence": _FLUENCY,
    "lexical_resource": _LEXIS,
    "grammatical_range_accuracy": _GRAMMAR,
    "pronunciation": _PRONUNCIATION,
}
"""For each criterion, what its bands sound like."""
