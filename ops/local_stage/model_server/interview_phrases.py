"""What the offline interviewer says around its questions, in each language that it speaks."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ops.local_stage.model_server.interview_bank import Question


@dataclass(frozen=True)
class Phrases:
    """One language.

    Attributes:
        welcome, position, company: how it begins; with `{text}` where a name goes.
        heard: that an introduction was read.
        described: a question about a passage of the job's description.
        wanted: a question about something that the candidate wants to be asked about.
        said, about: take up the candidate's words, and name what they are about.
        leave, give_up: go to another topic, also after a question that stayed unclear.
        clarify: before a question that is put again, each time in other words.
        own_questions, closing: what their names say.
        hint: helps on a candidate who is stuck.
        follow_ups: what a follow-up asks, by what the answer lacks.
        stages: what a system design is asked, in that order.
        general: questions for every interview; None where there is a bank for each kind.
        looks_back: what can be asked about an earlier topic when there is no other left, as (name, question).
        wants_to_end, asks_back, knows_nothing: what a candidate says who wants that.
    """

    welcome: str
    position: str
    company: str
    heard: str
    described: str
    wanted: str
    said: str
    about: str
    leave: str
    give_up: str
    clarify: tuple[str, ...]
    own_questions: str
    closing: str
    hint: str
    follow_ups: Mapping[str, str]
    stages: tuple[str, ...]
    general: tuple[Question, ...] | None
    looks_back: tuple[Question, ...]
    wants_to_end: re.Pattern[str]
    asks_back: re.Pattern[str]
    knows_nothing: re.Pattern[str]


ENGLISH = Phrases(
    welcome="Welcome to this practice interview{text}.",
    position=" for the position {text}",
    company=" at {text}",
    heard=' You told me: "{text}".',
    described='The description of the job says "{text}". What have you done that is closest to it?',
    wanted="Let us come to what you asked for. Which piece of your work shows {text} best?",
    said='You said "{text}": ',
    about="about {text}, ",
    leave="Let us leave that there.",
    give_up="That question is hard to put, so let us leave it.",
    clarify=(
        "Gladly. Take one case that you know well and tell it step by step. So once more:",
        "Of course. It need not be a large case, and any example will do. The question is:",
        "Let me put it in another way. Say what happened, what you did, and what came of it. I asked:",
    ),
    own_questions="Before we end: which questions do you have for me about the work or the team?",
    closing="Thank you for your time: that was the last question, and the interview is over. Your feedback is next.",
    hint="A small hint: begin with one case that you have seen yourself.",
    follow_ups={
        "own part": "what exactly was your own part in that?",
        "reason": "why did you choose that, and not something else?",
        "numbers": "can you put numbers to that, before and after?",
        "alternative": "which alternative did you weigh, and what spoke against it?",
        "result": "how did you find out that it worked?",
        "next time": "what would you do differently today?",
    },
    stages=(
        "Which requirements would you settle first, and which would you leave out?",
        "Please estimate it: how many users, requests a second and bytes do you plan for?",
        "Draw the design in words: which parts are there, and who calls whom?",
        "Where is the first bottleneck when the load is ten times as high?",
        "Which trade-off did you make there, and what did you give up?",
        "What happens when one of these parts fails for an hour?",
    ),
    general=None,
    looks_back=(
        ("risks of {text}", "Back to {text}: which risk do people in your field overlook there?"),
        ("teaching {text}", "How would you teach {text} to somebody who joins your team next week?"),
        ("future of {text}", "What do you expect to change about {text} in the next few years?"),
    ),
    wants_to_end=re.compile(
        r"(?:(?:let us|let's|i want to|i would like to|i'd like to|can we|could we|please) )?"
        r"(?:end|stop|finish|quit)(?: (?:the|this))? interview(?: (?:now|here|please))*",
        re.IGNORECASE,
    ),
    asks_back=re.compile(
        r"\b(?:can|could|would) you (?:please )?(?:repeat|rephrase|explain|clarify|simplify|say|put|ask|give me)\b"
        r"|\bwhat do you mean\b|\bdo you mean\b|\bsimpler\b|\b(?:do not|don't) understand (?:the|your|this) question\b"
        r"|^job description\b|\bwe are looking for\b",
        re.IGNORECASE,
    ),
    knows_nothing=re.compile(r"\b(?:do not|don't|dont) know\b|\bno idea\b", re.IGNORECASE),
)

GERMAN = Phrases(
    welcome="Willkommen zu diesem Probegespräch{text}.",
    position=" für die Stelle {text}",
    company=" bei {text}",
    heard=" Sie haben geschrieben: \u201e{text}\u201c.",
    described="In der Stellenbeschreibung steht \u201e{text}\u201c. Was haben Sie getan, was dem nahekommt?",
    wanted="Nun zu Ihrem Wunsch. Welche Ihrer Arbeiten zeigt am besten, was Sie zu {text} können?",
    said="Sie sagten \u201e{text}\u201c. ",
    about="Zu {text}: ",
    leave="Lassen wir das so stehen.",
    give_up="Diese Frage lässt sich schwer stellen, also lassen wir sie.",
    clarify=(
        "Gern. Nehmen Sie einen Fall, den Sie gut kennen, und erzählen Sie ihn der Reihe nach. Noch einmal:",
        "Natürlich. Es muss kein großer Fall sein, jedes Beispiel ist recht. Die Frage ist:",
        "Anders gesagt: was geschah, was taten Sie, und was kam dabei heraus. Ich fragte:",
    ),
    own_questions="Bevor wir enden: Welche Fragen haben Sie an mich, zur Arbeit oder zum Team?",
    closing="Vielen Dank für Ihre Zeit: Das war die letzte Frage, und das Gespräch ist beendet.",
    hint="Ein kleiner Hinweis: Beginnen Sie mit einem Fall, den Sie selbst gesehen haben.",
    follow_ups={
        "own part": "Was genau war dabei Ihr eigener Anteil?",
        "reason": "Warum haben Sie das gewählt und nicht etwas anderes?",
        "numbers": "Können Sie Zahlen dazu nennen, vorher und nachher?",
        "alternative": "Welche Alternative haben Sie erwogen, und was sprach dagegen?",
        "result": "Woran haben Sie gemerkt, dass es gelungen ist?",
        "next time": "Was würden Sie heute anders machen?",
    },
    stages=(
        "Welche Anforderungen klären Sie zuerst, und welche lassen Sie weg?",
        "Bitte schätzen Sie: Mit wie vielen Nutzern, Anfragen und Daten rechnen Sie?",
        "Beschreiben Sie den Entwurf: Welche Teile gibt es, und wer ruft wen auf?",
        "Wo ist der erste Engpass, wenn die Last zehnmal so hoch ist?",
        "Welche Abwägung haben Sie dort getroffen, und worauf verzichten Sie?",
        "Was geschieht, wenn einer dieser Teile eine Stunde lang ausfällt?",
    ),
    general=(
        ("Werdegang", "Welcher Teil Ihres Werdegangs bereitet Sie am besten auf diese Aufgabe vor?"),
        ("beste Arbeit", "Auf welche Arbeit sind Sie am meisten stolz, und was war Ihr Anteil daran?"),
        ("Konflikt", "Erzählen Sie von einer Meinungsverschiedenheit im Team. Wie ging sie aus?"),
        ("Fehler", "Welcher Fehler hat Sie am meisten gelehrt, und was taten Sie danach?"),
        ("Termindruck", "Wann konnten Sie einen Termin nicht halten, und wem haben Sie es wann gesagt?"),
        ("Qualität", "Woran erkennen Sie, dass Ihre Arbeit gut genug ist?"),
        ("Prioritäten", "Wie entscheiden Sie, was Sie nicht tun?"),
        ("Werkzeuge", "Auf welche Werkzeuge verlassen Sie sich, und wo sind deren Grenzen?"),
        (
            "Erklären",
            "Erklären Sie etwas Schwieriges aus Ihrem Fach so, wie Sie es einem Kunden sagen würden.",
        ),
        ("Lernen", "Was haben Sie in den letzten Monaten gelernt, und wie?"),
        ("Zusammenarbeit", "Woran merken andere, dass sie mit Ihnen arbeiten?"),
        ("erster Monat", "Was würden Sie in Ihrem ersten Monat hier tun?"),
    ),
    looks_back=(
        ("Risiken: {text}", "Zurück zu {text}: Welches Risiko wird dabei in Ihrem Fach oft übersehen?"),
        ("Einarbeitung: {text}", "Wie würden Sie jemandem, der neu im Team ist, das Thema {text} beibringen?"),
        ("Zukunft: {text}", "Was wird sich bei {text} in den nächsten Jahren ändern, und worauf stellen Sie sich ein?"),
    ),
    wants_to_end=re.compile(
        r"(?:bitte )?(?:beenden sie|beenden wir|lassen sie uns|ich möchte)(?: bitte)? (?:das|dieses) "
        r"(?:gespräch|interview)(?: (?:hier|jetzt|bitte|beenden))*",
        re.IGNORECASE,
    ),
    asks_back=re.compile(
        r"\bk(?:ö|o)nn(?:t)?en sie (?:mir )?(?:das|die frage|es)\b|\bwas meinen sie\b|\bmeinen sie\b|\beinfacher\b"
        r"|\bverstehe (?:die|ihre|diese) frage nicht\b|^stellenbeschreibung\b|\bwir suchen\b",
        re.IGNORECASE,
    ),
    knows_nothing=re.compile(r"\bweiß (?:ich )?nicht\b|\bweiß es nicht\b|\bkeine ahnung\b", re.IGNORECASE),
)

PHRASES: Mapping[str, Phrases] = {"English": ENGLISH, "German": GERMAN}
"""By the language's name in the prompt. In every other language the offline interviewer speaks English."""
