"""Errors that learners of English often make and that harper's rules, made for fluent writers, let pass.

Each pattern is narrow on purpose: a missed error costs little, a false one would correct a good sentence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MODAL = "can|could|may|might|must|shall|should|will|would"
_PLURAL = "people|children|students|parents|women|men|they|we|you"
_SINGULAR = (
    "everyone|everybody|someone|somebody|nobody|each person|"
    "(?:my|his|her|our) (?:father|mother|brother|sister|friend|city|country)|the (?:table|graph|chart|diagram|map)"
)
_COUNTED = "bicycles|buses|cars|children|countries|jobs|people|problems|roads|schools|students|things|vehicles"
# What may stand before a singular subject whose verb rightly has no ending: "should everyone go", "let everyone go".
_NOT_AFTER = "".join(
    f"(?<!{word} )" for word in ("did", "does", "do", "let", "help", "make", "see", "have", *_MODAL.split("|"))
)
_THIRD_PERSON = {
    "agree": "agrees", "buy": "buys", "come": "comes", "drive": "drives", "get": "gets", "give": "gives", "go": "goes",
    "have": "has", "help": "helps", "like": "likes", "live": "lives", "make": "makes", "need": "needs", "say": "says",
    "show": "shows", "spend": "spends", "take": "takes", "think": "thinks", "use": "uses", "want": "wants",
}  # fmt: skip
_BASE_FORM = {
    "bought": "buy", "came": "come", "drove": "drive", "gave": "give", "got": "get", "had": "have", "made": "make",
    "said": "say", "saw": "see", "spent": "spend", "took": "take", "used": "use", "wanted": "want", "went": "go",
}  # fmt: skip

# (pattern, the words put right as a template, what is wrong)
_RULES = tuple(
    (re.compile(rf"\b{pattern}\b", re.IGNORECASE), right, message)
    for pattern, right, message in (
        (r"(I|we|they|you) (?:am|are) agree", r"\1 agree", "'Agree' is a verb: it takes no form of 'be'."),
        (r"peoples(?! of)", "people", "'People' is already plural."),
        (rf"({_PLURAL}) is", r"\1 are", "A plural subject takes a plural verb."),
        (rf"({_PLURAL}) was", r"\1 were", "A plural subject takes a plural verb."),
        (rf"({_PLURAL}) has", r"\1 have", "A plural subject takes a plural verb."),
        (rf"({_MODAL}) to (\w+)", r"\1 \2", "A modal verb is followed by the verb without 'to'."),
        (r"more (better|worse|cheaper|easier|bigger|faster|cleaner|higher|lower)", r"\1",
         "The ending already marks the comparative."),
        (rf"less ({_COUNTED})", r"fewer \1", "What can be counted takes 'fewer'."),
        (rf"much ({_COUNTED})", r"many \1", "What can be counted takes 'many'."),
        (r"discuss about", "discuss", "'Discuss' takes its object without 'about'."),
        (r"because (is|are|was|were)", r"because it \1", "The clause after 'because' needs a subject."),
        (r"according to me", "in my opinion", "One's own view is introduced by 'in my opinion'."),
    )
)  # fmt: skip
_AGREEMENT = re.compile(rf"{_NOT_AFTER}\b({_SINGULAR}) ({'|'.join(_THIRD_PERSON)})\b", re.IGNORECASE)
_PAST_AFTER_DO = re.compile(rf"\b((?:did|does|do)(?: not|n.t)) ({'|'.join(_BASE_FORM)})\b", re.IGNORECASE)


@dataclass(frozen=True)
class LearnerError:
    """One place where a pattern matched.

    Attributes:
        start: offset of its first character.
        end: offset behind its last character.
        message: what is wrong, for the student.
        replacement: the same words put right.
    """

    start: int
    end: int
    message: str
    replacement: str


def find_learner_errors(text: str) -> Iterator[LearnerError]:
    """Every match of every pattern; words apart by one space or one line break."""
    line = text.replace("\n", " ")
    for pattern, right, message in _RULES:
        for match in pattern.finditer(line):
            yield LearnerError(match.start(), match.end(), message, match.expand(right))
    for match in _AGREEMENT.finditer(line):
        right = f"{match[1]} {_THIRD_PERSON[match[2].casefold()]}"
        yield LearnerError(match.start(), match.end(), "A singular subject takes a verb with '-s'.", right)
    for match in _PAST_AFTER_DO.finditer(line):
        right = f"{match[1]} {_BASE_FORM[match[2].casefold()]}"
        yield LearnerError(match.start(), match.end(), "After 'do', the verb stays in its base form.", right)
