"""The word lists of the measures: short, of common knowledge, lower case."""

# By what they do, so that variety means different functions and forms, not one word repeated.
LINKING_WORDS: dict[str, tuple[str, ...]] = {
    "adding": (
        "also", "moreover", "furthermore", "in addition", "additionally", "besides", "as well as", "another",
        "equally", "not only", "likewise", "similarly",
    ),
    "contrasting": (
        "but", "however", "although", "though", "even though", "while", "whereas", "on the other hand", "in contrast",
        "by contrast", "nevertheless", "nonetheless", "despite", "in spite of", "rather than", "instead", "yet",
        "admittedly", "that said", "conversely", "on the contrary",
    ),
    "reasoning": (
        "because", "since", "therefore", "thus", "hence", "so", "as a result", "consequently", "due to", "so that",
        "for this reason", "which means", "thereby", "accordingly", "as a consequence", "owing to",
    ),
    "giving examples": (
        "for example", "for instance", "such as", "in particular", "namely", "a case in point", "to illustrate",
        "including",
    ),
    "ordering": (
        "first", "firstly", "second", "secondly", "third", "thirdly", "finally", "then", "next", "to begin with",
        "lastly", "followed by", "whenever", "until", "before", "after",
    ),
    "conditions": ("if", "unless", "provided that", "otherwise", "as long as", "even if"),
    "concluding": (
        "in conclusion", "to conclude", "to sum up", "in summary", "overall", "ultimately", "in general", "in short",
        "all in all", "on balance",
    ),
}  # fmt: skip

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

# The words that every English text is held together by: about half of any genuine English prose.
FUNCTION_WORDS = frozenset(
    (
        "a", "about", "all", "also", "although", "am", "an", "and", "any", "are", "as", "at", "be", "because", "been",
        "before", "but", "by", "can", "could", "did", "do", "does", "each", "every", "few", "for", "from", "had", "has",
        "have", "he", "her", "him", "his", "how", "however", "i", "if", "in", "into", "is", "it", "its", "less", "many",
        "may", "me", "might", "more", "most", "much", "must", "my", "no", "not", "of", "on", "one", "only", "or",
        "other", "others", "our", "out", "over", "own", "people", "rather", "she", "should", "so", "some", "such",
        "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "to", "too", "up",
        "very", "was", "we", "were", "what", "when", "where", "whether", "which", "while", "who", "will", "with",
        "would", "you", "your",
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
    "an overview": ("overall", "in general", "it is clear", "it is evident", "generally", "in summary", "dear"),
    "comparisons": ("more than", "less than", "fewer than", "higher", "lower", "whereas", "while", "compared", "twice",
                    "by contrast", "in contrast", "the most", "the least", "the highest", "the lowest", "although",
                    "similarly", "doubled", "would be grateful", "i am writing"),
    "a description of change or sequence": (
        "rose", "fell", "increased", "decreased", "declined", "grew", "growth", "dropped", "remained", "peak",
        "reached", "reaching", "then", "after", "finally", "steadier", "gradually", "sharply", "look forward",
    ),
}  # fmt: skip
