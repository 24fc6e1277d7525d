"""The word lists of the measures: short, of common knowledge, lower case."""

from bandup.ielts.vocabulary import LINKING_WORDS

# Adverbials that open a sentence from outside; opening most sentences so is what descriptors call mechanical.
SENTENCE_OPENERS = frozenset(
    (*LINKING_WORDS["adding"], *LINKING_WORDS["concluding"], "firstly", "secondly", "thirdly", "finally", "lastly",
     "first", "second", "then", "next", "to begin with", "however", "but", "so", "therefore", "thus", "hence",
     "consequently", "as a result", "on the other hand", "in contrast", "by contrast", "nevertheless", "nonetheless",
     "for example", "for instance", "and")
)  # fmt: skip

SUBORDINATORS = frozenset(
    (
        "although", "though", "because", "while", "whereas", "if", "unless", "since", "until", "whenever", "wherever",
        "whether", "which", "who", "whom", "whose", "when", "where", "that", "once", "despite", "whoever", "what",
        "how", "why",
    )
)  # fmt: skip

# What exam questions say whatever their topic: these words tell nothing about being on topic.
QUESTION_FORMULAS = frozenset(
    (
        "advantages", "agree", "answer", "at", "below", "believe", "both", "comparisons", "describe", "disadvantages",
        "disagree", "discuss", "example", "examples", "experience", "extent", "features", "following", "give",
        "include", "information", "knowledge", "least", "main", "make", "minutes", "opinion", "outweigh", "reasons",
        "relevant", "reporting", "selecting", "shown", "shows", "spend", "summarise", "summarize", "task", "think",
        "topic", "views", "what", "words", "write",
    )
)  # fmt: skip

TASK_2_SIGNS: dict[str, tuple[str, ...]] = {
    "a position": (
        "i agree", "i disagree", "i believe", "i think", "in my opinion", "in my view", "i largely agree", "i strongly",
        "i completely", "i am convinced", "i am firmly convinced", "i would argue", "this essay", "i partly",
        "from my perspective", "i accept", "i am agree", "i am not agree",
    ),
    "an example": ("for example", "for instance", "such as", "in my country", "in my city", "in my own city",
                   "illustration", "a case in point"),
    "a conclusion": ("in conclusion", "to conclude", "to sum up", "in summary", "overall", "ultimately", "on balance",
                     "all in all"),
}  # fmt: skip

TASK_1_SIGNS: dict[str, tuple[str, ...]] = {
    "an overview": ("overall", "in general", "it is clear", "it is evident", "generally", "in summary"),
    "comparisons": ("more than", "less than", "fewer than", "higher", "lower", "whereas", "while", "compared", "twice",
                    "by contrast", "in contrast", "the most", "the least", "the highest", "the lowest", "although",
                    "similarly", "doubled"),
    "a description of change or sequence": (
        "rose", "fell", "increased", "decreased", "declined", "grew", "growth", "dropped", "remained", "peak",
        "reached", "reaching", "then", "after", "finally", "steadier", "gradually", "sharply",
    ),
}  # fmt: skip

LETTER_SIGNS: dict[str, tuple[str, ...]] = {
    "a greeting": ("dear", "hello", "hi"),
    "a purpose": ("i am writing", "i'm writing", "i write to", "just a quick", "i would like to", "thank you for",
                  "thanks for", "i want to", "i wanted to"),
    "a closing": ("yours", "regards", "best wishes", "all the best", "sincerely", "faithfully", "love", "take care",
                  "see you", "look forward", "looking forward"),
}  # fmt: skip
