"""Subject and verb: "graduates earns", "a country spend", "there is reasons"."""

from .patterns import Rule

_PLURAL_VERB = "A plural subject takes a plural verb."
_SINGULAR_VERB = "A singular subject takes a singular verb."

_SUBJUNCTIVE = frozenset(
    (
        "suggest",
        "suggests",
        "suggested",
        "recommend",
        "recommends",
        "recommended",
        "demand",
        "demands",
        "demanded",
        "insist",
        "insists",
        "insisted",
        "propose",
        "proposed",
        "require",
        "requires",
        "required",
        "request",
        "requested",
        "essential",
        "important",
        "vital",
        "necessary",
        "crucial",
        "imperative",
        "advisable",
        "ask",
        "asked",
        "urge",
        "urged",
        "advise",
        "advised",
        "prefer",
        "lest",
        "desirable",
        "rather",
        "wish",
        "condition",
    )
)
"""Words after which "that he go" is right."""

_MOVED = frozenset(
    (
        "do",
        "does",
        "did",
        "can",
        "could",
        "may",
        "might",
        "must",
        "shall",
        "should",
        "will",
        "would",
        "let",
        "make",
        "makes",
        "made",
        "see",
        "saw",
        "seen",
        "watch",
        "hear",
        "heard",
        "help",
        "helps",
        "helped",
        "have",
        "had",
        "not",
        "never",
        "rarely",
        "seldom",
        "nor",
        "neither",
        "what",
        "all",
    )
)
"""Words after which a subject may rightly have a verb without ending: "should everyone go", "I saw him go"."""

_HEADS = (
    "quality|price|cost|effect|impact|life|health|growth|development|importance|use|lack|"
    "level|rate|role|value|size|"
    "behaviour|behavior|success|safety|popularity|condition|percentage|proportion|number|"
    "amount|information|"
    "education|protection|influence|result|cause|purpose|problem|reason|idea|aim|goal|main"
)
_MANY = "many|most|some|several|these|those|other|both|few|all|certain|various|numerous"
_PEOPLE = "people|children|students|parents|women|men|teenagers|adults|youngsters|kids|workers|teachers|citizens|pupils"
_NOBODY_ELSE = "everyone|everybody|someone|somebody|nobody|anyone|anybody|everything|something|nothing|no_one|anything"
_OWN = "my|his|her|our|their|your"
_MASS = (
    "technology|tourism|education|globalisation|globalization|pollution|traffic|"
    "unemployment|poverty|knowledge|"
    "information|advertising|smoking|food|money|music|society|crime"
)
_IS = "is|was|has|isn't|wasn't|hasn't|doesn't|does"

RULES = (
    Rule(
        "plural-subject",
        (
            f"^ {_MANY}|the|young|old|older|such? ADJECTIVE? ONLY_PLURAL ADVERB? [ {_IS}|ONLY_THIRD ]",
            f"^ {_PEOPLE} ADVERB? [ {_IS}|THIRD ] !of",
            f"^ {_MANY}|young|old|older? ADJECTIVE? ONLY_PLURAL ADVERB? [ {_IS}|ONLY_THIRD ]",
            f"^ {_MANY} ADJECTIVE? {_PEOPLE} ADVERB? [ THIRD ]",
            f"^ they|we|you ADVERB? [ {_IS}|ONLY_THIRD ]",
        ),
        _PLURAL_VERB,
        right="{w:are}",
    ),
    Rule(
        "plural-pronoun",
        ("they|we [ is|was|has ] !to",),
        _PLURAL_VERB,
        right="{w:are}",
        not_after=frozenset(("of", "than", "as", "and", "do", "did", "for", "what", "all")),
    ),
    Rule(
        "both-plural",
        (f"^ both PLURAL [ {_IS} ]",),
        _PLURAL_VERB,
        right="{w:are}",
    ),
    Rule(
        "advantages-of-is",
        (
            (
                "^ the ADJECTIVE? advantages|disadvantages|benefits|effects|drawbacks|consequences|"
                "reasons|results|problems|causes|costs|"
                "figures|sales of|for|in ING|UNCOUNTABLE|NAME|this|it [ is|was|has ]"
            ),
        ),
        "The verb belongs to the plural noun before 'of'.",
        right="{w:are}",
    ),
    Rule(
        "head-of-plural",
        (
            (
                f"^ the|a|their|its|our ADJECTIVE? {_HEADS} of|in|for the|these|those|our|their|his|"
                "her|all? ADJECTIVE? PLURAL [ are|were|have ]"
            ),
            (f"^ the|a|their|its|our ADJECTIVE? {_HEADS} of|in these|those|our|their|the? ADJECTIVE? PLURAL [ VERB ]"),
        ),
        "The verb belongs to the singular noun before 'of'.",
        right="{w:is}",
        not_after=frozenset(("and", "or")),
        unless=frozenset(("number", "amount", "if", "were")),
    ),
    Rule(
        "one-of-are",
        (
            (
                "^ one|each|neither|either of the|my|our|their|these|those ADJECTIVE|most? "
                "ADJECTIVE? PLURAL [ are|were|have|don't ]"
            ),
        ),
        "'One', 'each' and 'neither' take a singular verb.",
        right="{w:is}",
    ),
    Rule(
        "singular-subject",
        (
            f"^ {_NOBODY_ELSE} ADVERB? [ don't|are|have|PRESENT ]",
            f"^ {_MASS} ADVERB? [ don't|are|were|have|VERB ]",
            (
                "^ a|an !few|lot|number|majority|minority|couple|dozen|third|quarter|hundred|"
                "thousand|million|handful|good|great|team|group|family|pair|variety|range ADJECTIVE? "
                "WORD [ are|don't ]"
            ),
            "^ each|every ADJECTIVE? SINGULAR ADVERB? [ don't|are|were|have|VERB ]",
            f"^ {_OWN} ADJECTIVE? ONE ADVERB? [ don't|are|have|VERB ]",
            "^ a|an ADJECTIVE? ADJECTIVE? ONE ADVERB? [ don't|are|have|VERB ]",
            "^ the|this|that ADJECTIVE? ADJECTIVE? ONE ADVERB? [ don't|are|have|VERB ]",
            (
                "^ the ADJECTIVE? line|bar|pie? graph|chart|table|diagram|map [ show|illustrate|"
                "compare|give|describe|represent|indicate ]"
            ),
            "^ such a|an ADJECTIVE? UNCOUNTABLE|SINGULAR [ VERB|cost|are|have ]",
        ),
        _SINGULAR_VERB,
        right="{w:is}",
        not_after=frozenset(("and", "or", "nor", "neither", "either", "may", "long")),
        unless=_SUBJUNCTIVE | _MOVED,
        statement=True,
    ),
    Rule(
        "money-a-country-spends",
        (
            "amount|time|money|amounts that? a|the|my|our|this|each|every ONE [ VERB ]",
            "which|that|what|how a|each|every ONE [ VERB ]",
        ),
        _SINGULAR_VERB,
        right="{w:is}",
        unless=_SUBJUNCTIVE | (_MOVED - {"what", "all"}),
    ),
    Rule(
        "he-go",
        (
            "^ he|she|it ADVERB? [ don't|haven't|have|PRESENT ]",
            "and|but|or|so|because|if|when|as|since|which he|she ADVERB? [ don't|haven't|have|VERB ]",
            "he|she|it [ don't|haven't ]",
            (
                "^ this [ don't|haven't|mean|lead|cause|affect|happen|allow|make|seem|create|become|"
                "require|include|give|enable|encourage ] "
                "!of|is|was"
            ),
        ),
        "'He', 'she', 'it' and 'this' take a verb with '-s'.",
        right="{w:is}",
        unless=_SUBJUNCTIVE | _MOVED,
        statement=True,
    ),
    Rule(
        "there-is-plural",
        (
            (
                "there [ is|was|isn't|wasn't|has_been ] ADVERB? many|several|various|numerous|"
                "a_lot_of|lots_of|too_many|so_many|"
                "some|few|a_few|different|other|some_other|two|three|four|five|plenty_of "
                "ADJECTIVE? ADJECTIVE? PLURAL"
            ),
            (
                "there [ is|was|isn't|wasn't|has_been ] ADVERB? many|several|numerous|various|"
                "too_many|so_many|a_few WORD"
            ),
            "there [ is|was|isn't|wasn't|has_been ] ADVERB? ADJECTIVE? ADJECTIVE? PLURAL >NEXT",
            ("there [ has ] been ADVERB? many|several|numerous|too_many|a_lot_of|some|few|a_few ADJECTIVE? PLURAL"),
        ),
        "'There are' introduces a plural.",
        right="{w:are}",
    ),
    Rule(
        "there-are-singular",
        (
            (
                "there [ are|were ] a|an|another|one|no_doubt ADJECTIVE? SINGULAR >that|which|who|"
                "for|in|to|with|why|when|.|because|between"
            ),
            (
                "there [ are|were ] !much_less|much_more much|too_much|a_lack|an_increase|a_decrease|"
                "a_rise|no_doubt|a_need"
            ),
            "there [ are|were ] a_lot_of|some|lots_of|no UNCOUNTABLE >NEXT",
        ),
        "'There is' introduces a singular.",
        right="{w:is}",
        unless=frozenset(("if", "wish", "though")),
    ),
    Rule(
        "people-who-does",
        (
            f"{_PEOPLE}|those|PLURAL who ADVERB? [ {_IS}|THIRD ]",
            f"ONLY_PLURAL which ADVERB? [ {_IS}|ONLY_THIRD ] !is|was|has|can|will|are",
        ),
        "The verb agrees with the plural noun before 'who' or 'which'.",
        right="{w:are}",
        unless=frozenset(("one", "only", "each", "number", "of", "say", "says", "said", "think", "thinks", "told")),
    ),
    Rule(
        "person-who-do",
        (
            ("person|somebody|someone|everyone|everybody|anyone|anybody|nobody who ADVERB? [ don't|are|have|PRESENT ]"),
            "a|an ADJECTIVE? ONE who ADVERB? [ don't|are|have|PRESENT ]",
            "a|an|the|this ONE which ADVERB? [ don't|are|have|VERB ]",
        ),
        "The verb agrees with the singular noun before 'who' or 'which'.",
        right="{w:is}",
        unless=frozenset(("of", "and", "or", "if", "than", "like")) | _SUBJUNCTIVE,
    ),
)
