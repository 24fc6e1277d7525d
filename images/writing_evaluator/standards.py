"""Where the lines between bands run, by the kind of text, and what language of four bands reads like.

The rules sum up the public band descriptors (May 2023), what IELTS publishes about the tasks, and what a blind trial
with teachers' bands showed (docs/use/accuracy.md). The sample passages were written for this prompt.
"""

from collections.abc import Mapping
from typing import Final

from .request import Genre

_ESSAY = """\
- Find the parts of the question first: each view to be discussed, each question asked, the opinion that is wanted. All
  of them answered, each with ideas that are explained or exemplified: 7 or more. One clearly thinner than the rest: 6.
  One left out, or done in a single sentence: 5.
- A position that is clear from beginning to end, with reasons in general terms only: 6.5 to 7. General is not the same
  as undeveloped: an idea is undeveloped if it is only named, and developed if the essay says why, how or with what
  effect. Examples need not be real or exact.
- A position that is announced and drifts, or a part of the essay that leaves the question: take what is on the question
  as the answer, and half a band to one band off for the rest.
- A related question answered instead of this one: 4 in Task Response. Another question altogether: 3 at most. The
  language is still judged as it is.
- A missing conclusion alone costs half a band at most. So does an introduction that only repeats the question.
- An answer of 200 to 250 words that covers the parts loses half a band at most, in Task Response alone. One of fewer
  than 200 words is rarely above 5 there, and holds too little of an argument for more than 6 in Coherence. The language
  of a short answer is judged by what it shows."""

_REPORT = """\
- The overview decides: one that names the main trends, differences or stages, wherever it stands: 7 is open. One that
  is there but misses a main feature, or only says that there were changes: 6. None: 5 at most.
- Then the selection: key features grouped and compared with the figures that show them: 7 or more. The important ones
  present, with details missing or beside the point: 6. Figures listed one by one: 5.
- A wrong figure or two costs half a band at most; figures that are wrong throughout, or a main trend turned round, are
  no more than 5.
- Reasons, opinions and a conclusion that the data do not give are beside the point: half a band off, once.
- A report has no need of an introduction in new words; a first sentence that copies the question is not counted.
- A report of 120 to 150 words with overview and key features loses half a band at most, in Task Achievement alone."""

_LETTER = """\
- Find the purpose and the bullet points of the task. All points covered and the purpose clear at once: 7 or more if
  each point is extended, 6 if one or two are only touched. A point left out: 5 at most. Two left out: 4.
- Then the tone: right for the person addressed and the same throughout for 7 and more; small lapses at 6; changing or
  often wrong at 5. A friend is not written to like an office, nor an office like a friend. Opening and ending belong to
  the tone.
- Invented details are wanted, and need not be likely. Content beside the points costs half a band at most.
- A letter of 120 to 150 words that covers every point loses half a band at most, in Task Achievement alone."""

TASK_STANDARDS: Final[Mapping[Genre, str]] = {"essay": _ESSAY, "report": _REPORT, "letter": _LETTER}
"""For each kind of text, where the lines of its task criterion run."""

ANCHORS: Final = """
What language of four bands reads like, on one topic. They are to be compared with in range, accuracy and effort of
reading, not in topic:
- 5: "Nowadays many people is thinking that cars is bad for the city because it make pollution and also the noise. In my
  opinion I agree with this because in my city there is too much traffic and people need more time for go to the work.
  If government will build more metro the people don't use car and it is good for environment."
- 6: "There is no doubt that private cars have brought many conveniences to people's life. However, the number of
  vehicles in big cities increased rapidly and it causes serious problems such as air pollution and traffic jam.
  Therefore, government should encourage citizens to use public transports, for example by reducing the price of
  ticket, which is also more friendly for environment."
- 7: "Although cars have undoubtedly made our lives more convenient, their growing number puts a heavy pressure on
  cities which were never designed for them. One solution that is often suggested is to charge drivers for entering the
  centre. In London, for instance, such fee has reduced the traffic and the money was invested in buses. However, this
  measure alone is not enough, since people who live in suburbs have often no other choice than driving."
- 8: "Few inventions have shaped our cities as deeply as the private car, yet the freedom it promises is hard to enjoy
  in streets that are permanently blocked. Charging motorists may well discourage unnecessary journeys, but unless the
  revenue is spent on reliable public transport, it simply penalises those who have no alternative."
"""
