"""How a sentence is built, and its marks: "although …, but", "my brother he works", "end.Next"."""

from .patterns import Rule

_ASKING = (
    "know|understand|explain|wonder|knows|tell_me|asked_me|ask_me|asked|asks|tell|see|decide|find_out|imagine|told_me"
)

RULES = (
    Rule(
        "although-but",
        tuple(
            (
                f"^ although|though|even_though|despite {'WORD|NUMBER|,|UNCOUNTABLE ' * n}[ , but|"
                "however|yet ] !also|rather"
            )
            for n in range(2, 13)
        )
        + tuple(f"^ although|even_though|though {'WORD|NUMBER ' * n}[ but ] !also|rather" for n in range(2, 9)),
        "'Although' needs no 'but' after it.",
        unless=frozenset(("not", "nothing", "anything", "cannot", "all", "everything")),
    ),
    Rule("because-is", ("because [ is|are|was|were ]",), "The clause after 'because' needs a subject.", right="it {2}"),
    Rule(
        "brother-he",
        (
            (
                "^ my|his|her|our|their ADJECTIVE? [ brother|father|uncle|son|boss|husband he ] is|"
                "was|has|THIRD|can|will|always|never|also"
            ),
            (
                "^ my|his|her|our|their ADJECTIVE? [ sister|mother|aunt|daughter|wife she ] is|was|"
                "has|THIRD|can|will|always|never|also"
            ),
            (
                "^ most|many|some|the|young? children|people|students|teenagers|parents [ they ] are|"
                "need|want|should|can|will|must|don't|do ADJECTIVE|to|not|more|a|the|be|time|like"
            ),
        ),
        "The subject stands twice.",
        right=None,
        not_after=frozenset(("the",)),
    ),
    Rule(
        "is-important-to",
        (
            (
                "^^ [ is ] very|so|also|not|more|really? important|necessary|difficult|easy|possible|"
                "impossible|hard|essential|true|clear|better|obvious|good to|that|for"
            ),
        ),
        "The sentence needs a subject.",
        right="it is",
        statement=True,
    ),
    Rule(
        "in-cities-have",
        (
            (
                "^^ in my|our|many|some|the|most|big|this|large|other ADJECTIVE? SINGULAR|PLURAL [ "
                "have|has ] many|a|an|no|too|some|a_lot_of|several|lots_of|two"
            ),
        ),
        "The sentence needs a subject.",
        right="there are",
        statement=True,
    ),
    Rule(
        "there-are-people-want",
        (
            (
                "there is|are|were|was WORD WORD? WORD? people|students|children|parents|countries|"
                "women|men|families [ VERB|want|live|work|use ] !of"
            ),
        ),
        "A second verb needs 'who' or 'which' before it.",
        right=None,
        unless=frozenset(("who", "that", "which", "where", "if")),
    ),
    Rule(
        "know-what-is-the",
        (
            (
                f"{_ASKING} [ what|where|how|why|when is|are|do|does|did|can|should|could ] the|it|"
                "they|he|she|i|we|you|this|my|his|their|our|people|these"
            ),
        ),
        "A question inside a sentence has the order of a statement.",
        statement=True,
        unless=frozenset(('"',)),
    ),
    Rule(
        "not-only-it",
        (
            "^ [ not only it|he|she|they|we|this|i ] THIRD|is|are|can|will|has|have|BASE",
            "^ [ not only SINGULAR|PLURAL|people|the_SINGULAR ] BASE|THIRD|can|is|are !but|and",
        ),
        "After 'not only' at the beginning the verb comes first.",
        right=None,
    ),
    Rule(
        "the-book-it",
        (
            (
                "^ the|this|my ADJECTIVE? book|film|city|problem|government|country|school|internet|"
                "company|movie|house|job [ it|it's ] is|was|has|can|will|very|a|the|not"
            ),
        ),
        "The subject stands twice.",
        statement=True,
    ),
    Rule("so-am-i", ("more_and_more_SINGULAR >NEXT",), "More than one: the noun needs its plural."),
    Rule(
        "repeated-word",
        (
            "[ the the|a ]",
            "[ a a|the ]",
            "[ to to ]",
            "[ of of ]",
            "[ and and ]",
            "[ in in ] the|a",
            "[ is is ] a|the|not",
            "[ are are ]",
            "[ for for ]",
            "[ with with ]",
            "[ they they ]",
        ),
        "A word stands twice.",
        right="{1}",
        unless=frozenset(("what",)),
    ),
)
