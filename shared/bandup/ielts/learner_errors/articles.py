"""Articles that are missing or too many: "is doctor", "as result", "in the nature"."""

from .patterns import Rule

_JOBS = (
    "doctor|teacher|engineer|nurse|lawyer|student|manager|driver|scientist|farmer|worker|"
    "journalist|writer|policeman|"
    "housewife|businessman|pilot|professor|shopkeeper|accountant|dentist|programmer|"
    "vegetarian|member|tourist"
)
_COUNTED = (
    "idea|problem|question|person|country|city|job|thing|example|mistake|decision|"
    "solution|issue|chance|opportunity|"
    "reason|way|place|method|factor|friend|habit|skill|tool|topic|advantage|disadvantage|"
    "step|choice|book"
)

RULES = (
    Rule(
        "a-job",
        (
            (
                "he|she|father|mother|brother|sister|who|friend|uncle|aunt|husband|wife is|was|"
                f"became|becomes [ {_JOBS} ] >NEXT"
            ),
            f"am|i'm [ {_JOBS} ] >NEXT",
            f"to|will|would|can become|be [ {_JOBS} ] >NEXT",
        ),
        "A job needs 'a' or 'an'.",
        right="{w:a}",
    ),
    Rule(
        "a-adjective-noun",
        (
            (f"it|this|that|which|he|she is|was really|very|also|not|such? [ ADJECTIVE {_COUNTED} ] >NEXT"),
            f"become|became|becomes [ ADJECTIVE {_COUNTED} ] >NEXT",
        ),
        "A countable noun in the singular needs an article.",
        right="{w:a}",
        statement=True,
    ),
    Rule(
        "a-role",
        (
            "play|plays|played|playing [ ADJECTIVE role|part ]",
            "have|has|had [ ADJECTIVE impact|effect|influence|role ] on|in",
        ),
        "A countable noun in the singular needs an article.",
        right="{w:a}",
    ),
    Rule(
        "have-thing",
        (
            (
                "have|has|had|buy|buys|bought|get|find|found|need|needs|want|wants [ car|computer|"
                "house|job|phone|bicycle|dog|cat|"
                "problem|flat|girlfriend|boyfriend|apartment|laptop|smartphone|degree|idea|"
                "opportunity|chance ] "
                ">.|,|at|in|and|for|to|because|with|when|which|that|but|or|so|if"
            ),
        ),
        "A countable noun in the singular needs an article.",
        right="{w:a}",
        unless=frozenset(("no", "any", "which", "what", "whose")),
    ),
    Rule(
        "in-modern-world",
        (
            (
                "[ in|around|of|across modern|today's|whole|developing|entire|developed|globalised|"
                "globalized world ] >NEXT"
            ),
            "[ all_over_world|around_world|in_world|in_the_today's_world ]",
        ),
        "'World' needs an article.",
        unless=frozenset(()),
    ),
    Rule(
        "fixed-the",
        (
            "[ on|in other hand ]",
            (
                "[ at|in|of|is|are|was|has|have|for|with|from|by same ] way|time|problem|thing|age|"
                "place|year|opinion|as|reason|level|job|school"
            ),
            "[ in_same ]",
            "[ in same way ]",
        ),
        "This phrase needs 'the'.",
    ),
    Rule(
        "as-result",
        ("[ as result ] >,|of|.|people|the|many|it|they|we|this",),
        "It is 'as a result'.",
        right="as a result",
    ),
    Rule(
        "one-of-superlative",
        (
            (
                "one|some [ of biggest|largest|best|most|main|oldest|worst|greatest|highest|smallest|"
                "longest|cheapest|major ] !of|important_of"
            ),
        ),
        "A superlative needs 'the'.",
        right="of the {3}",
    ),
    Rule(
        "superlative",
        (
            "is|are|was|were|be [ most|least ADJECTIVE SINGULAR|way|PLURAL ]",
            "is|are|was|were [ biggest|largest|worst|best|greatest|easiest SINGULAR ]",
        ),
        "A superlative needs 'the'.",
        right="the {w}",
        statement=True,
    ),
    Rule(
        "the-nature",
        ("[ in|of|for|about|from|with|to the nature ] >.|,|and|is|we|people|because",),
        "'Nature' in general takes no article.",
        right="{1} nature",
        unless=frozenset(("given", "by")),
    ),
    Rule(
        "the-most-people",
        (
            (
                "[ the most|majority people|students|parents|children|women|men ] >like|think|are|"
                "have|want|believe|in|prefer|do|will|can|who|use|agree|BASE"
            ),
        ),
        "'Most people' takes no article.",
        right="most {3}",
    ),
    Rule(
        "most-of-people",
        (
            (
                "[ most|many|some|all of ] people|students|children|countries|women|men|parents|"
                "families|cities|companies|teachers|student >NEXT|BASE"
            ),
            "[ the_most_of ] WORD",
        ),
        "'Most of' is followed by 'the' or 'these'.",
        right=None,
        unless=frozenset(("for",)),
    ),
    Rule("in-the-conclusion", ("[ in_the_conclusion ] >,",), "It is 'in conclusion'.", right="in conclusion"),
    Rule(
        "the-life",
        ("^ [ the_life|the_love|the_happiness ] is|was|has|can|cannot|makes|gives",),
        "What is meant in general takes no article.",
    ),
    Rule(
        "the-internet",
        (
            "^ [ internet ] has|is|can|gives|was|helps|makes|allows|will|provides",
            "on|in|from|use|using|of|via|through [ internet ] >NEXT",
        ),
        "It is 'the internet'.",
        right="the internet",
    ),
    Rule(
        "in-usa",
        (
            (
                "in|to|from|of [ ^usa|^uk|^us|^united_^states|^united_^kingdom|^netherlands|"
                "^philippines|usa|uk ] >.|,|and|is|are|people|have|has|for"
            ),
        ),
        "This country's name needs 'the'.",
    ),
    Rule(
        "play-instrument",
        (("play|plays|played|playing|learn|learning [ guitar|piano|violin|flute|cello|trumpet ] >NEXT|every"),),
        "An instrument takes 'the'.",
        right="the {2}",
    ),
    Rule("an-other", ("an_other",), "It is one word.", right="another"),
    Rule(
        "article-twice",
        ("[ the|a|an my|our|his|their|your|these|those|this|a|an|the ]", "my|our|their|his the|a"),
        "One of the two is too many.",
    ),
    Rule(
        "an-consonant",
        (
            (
                "[ an ] useful|usual|university|unique|uniform|european|^european|union|unit|user|"
                "one|new|big|good|large|very|part|lot|job|city|"
                "country|person|child|problem|student|teacher|company|great|small|different_way|car|"
                "better|young|real|serious|healthy|huge|main|major|modern|"
                "short|long|high|low|strong|simple|family|government|house|book|way|place|result|"
                "reason|big|bad|free|full|public|poor|rich|special|successful|significant|positive|"
                "negative"
            ),
        ),
        "Before the sound of a consonant it is 'a'.",
        right="a",
    ),
    Rule(
        "a-vowel",
        (
            (
                "[ a ] important|international|old|easy|interesting|expensive|income|idea|example|"
                "engineer|hour|honest|increase|effect|impact|opportunity|"
                "advantage|accident|adult|animal|answer|area|article|effective|efficient|environment|"
                "essential|essay|exam|event|individual|industry|island|issue|"
                "object|office|opinion|option|organisation|organization|educated|elderly|electric|"
                "empty|end|enormous|extra|ideal|illness|influence|independent|american|english|"
                "economic|ever|obvious|ordinary|alternative|active|attractive|excellent|equal|early|"
                "entire|employee|employer|experience|expert|apple|airport|aunt|uncle|ugly|unhealthy|"
                "uncomfortable|unusual|urgent|image|impossible|incredible|intelligent|international|"
                "interview|investment|average|attempt|heir|honour|honor|hourly"
            ),
        ),
        "Before the sound of a vowel it is 'an'.",
        right="an",
    ),
)
