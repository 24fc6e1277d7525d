"""Tenses and the forms that they are made of: "have went", "was build", "yesterday I go"."""

from .patterns import Rule

_MODALS = "can|could|might|must|should|will|would|shall|cannot|can't|couldn't|shouldn't|won't|wouldn't|mustn't"
_ADVERBS = "not|never|also|always|only|just|usually|often|really|still|easily|quickly|probably"
_AUXILIARY = "have|has|had|having|i've|we've|they've|you've|haven't|hasn't|hadn't"
_CLEFT = frozenset(("what", "all", "thing", "does", "do", "did", "step", "job", "task", "things", "there", "'s"))
_STATIVE = (
    "agree|disagree|depend|consist|happen|believe|exist|belong|contain|become|prefer|"
    "seem|think|understand|know|have|get|go|remain"
)
_BUILT = (
    "construct|solve|build|reduce|provide|give|take|teach|improve|protect|educate|"
    "destroy|develop|encourage|introduce|achieve|allow|"
    "prevent|choose|consider|remove|replace|organise|organize|describe|recognise|write|"
    "see|explain|maintain|employ|establish|sell|create|discuss|prepare"
)

RULES = (
    Rule(
        "have-went",
        (
            f"{_AUXILIARY} {_ADVERBS}? [ PAST_ONLY ]",
            (
                "was|were|been|being|is|are|be [ wrote|took|gave|chose|broke|spoke|drove|ate|stole|"
                "threw|knew|saw|did|went ]"
            ),
        ),
        "Here stands the participle.",
        right="{w:participle}",
        not_after=frozenset(("will", "they", "resources", "to")) - frozenset(("they",)),
    ),
    Rule(
        "have-base",
        (
            (
                f"i|we|you|they|he|she|people|who|it|that|which|government {_AUXILIARY} {_ADVERBS}|"
                "already? [ give|take|go|see|do|write|choose|develop|improve|happen|provide|reduce|"
                "grow|know|teach|buy|lose|speak|learn|receive|finish|increase|decrease|prove ] >a|an|"
                "the|my|their|to|in|that|.|his|her|our|,|over|from|since|it|this|us|them"
            ),
        ),
        "After 'have' stands the participle.",
        right="{w:participle}",
    ),
    Rule(
        "be-construct",
        (
            f"{_MODALS} {_ADVERBS}? be {_ADVERBS}? [ {_BUILT} ]",
            (f"{_MODALS}|to be [ change|increase|use|control|ban|limit|support|force|study|respect ] WORD? by|in|to"),
        ),
        "After 'be' stands the participle.",
        right="{w:participle}",
        unless=frozenset(("there",)),
    ),
    Rule(
        "is-depend",
        (f"[ is {_STATIVE} ]",),
        "This verb takes no form of 'be' before it.",
        right="{2:is}",
        unless=_CLEFT,
        statement=True,
    ),
    Rule(
        "are-depend",
        (f"[ am|are {_STATIVE} ]",),
        "This verb takes no form of 'be' before it.",
        right="{2}",
        unless=_CLEFT,
        statement=True,
    ),
    Rule(
        "was-depend",
        (f"[ was|were {_STATIVE} ]",),
        "This verb takes no form of 'be' before it.",
        right="{2:past}",
        unless=_CLEFT,
        statement=True,
    ),
    Rule(
        "was-build",
        (
            f"was|were|is|are|been {_ADVERBS}? [ {_BUILT} ] !a|to",
            "NAME|SINGULAR|PLURAL was|were [ build|construct|write|teach ] in|by|on|to",
        ),
        "After 'be' stands the participle.",
        right="{w:participle}",
        unless=_CLEFT,
        statement=True,
    ),
    Rule(
        "are-increase",
        (
            (
                "PLURAL|they|ONE|UNCOUNTABLE ADVERB? is|are|was|were [ increase|decrease|rise|grow|"
                "drop|decline|improve|change|develop ] !in|of|and"
            ),
        ),
        "'Be' is followed by the form with '-ing' here.",
        right="{w:ing}",
        unless=_CLEFT,
        statement=True,
    ),
    Rule(
        "been-wait",
        (
            (
                "have|has|had been [ wait|learn|try|go|do|study|develop|improve|increase|live|play|"
                "work|grow|teach|write|make|get ]"
            ),
        ),
        "After 'been' stands another form of the verb.",
        unless=frozenset(("there",)),
    ),
    Rule(
        "if-will",
        (
            "^ if i|he|she|we|they|it|people|everyone [ will BASE ]",
            "^ if i|he|she|we|they|people|everyone|governments [ would !like have|BASE ]",
        ),
        "In a condition with 'if' stands no 'will' or 'would'.",
        unless=frozenset(("know", "see", "ask", "wonder", "sure", "question")),
    ),
    Rule(
        "think-is",
        (
            (
                "i|we|people|they|i_also|and think [ is|are ] a|the|very|not|important|good|better|"
                "necessary|more|bad|that|true|a_good"
            ),
        ),
        "The clause after 'think' needs a subject.",
        right=None,
        unless=frozenset(("what", "which", "who", "that", "whom", "whatever", "than")),
    ),
    Rule(
        "past-time",
        (
            (
                "^ yesterday|in_the_past|last_year|last_month|last_week|last_night|last_summer ,? i|"
                "we|they|he|she|people|people_usually|the_company|my_SINGULAR|most_people [ go|come|"
                "lose|write|see|take|get|do|buy|eat|meet|live|work|know|think|give|speak|teach|spend|"
                "begin|play|walk|use|like|want|make|travel|find|build ]"
            ),
            (
                "^ when i|we|he|she was|were WORD WORD? WORD? , i|we|he|she [ go|come|lose|write|see|"
                "take|get|do|buy|eat|meet|live|work|know|think|give|speak|teach|spend|begin|play|"
                "walk|use|like|want|make|travel ]"
            ),
            "ago|yesterday ,? i|we|they|he|she|my SINGULAR? [ has|have PARTICIPLE|gone ]",
            (
                "[ have|has PARTICIPLE ] WORD? WORD? WORD? WORD? yesterday|last_night|two_years_ago|"
                "three_years_ago|a_year_ago|last_week|last_month|a_few_years_ago|many_years_ago|"
                "ten_years_ago|two_days_ago"
            ),
            (
                "in 9 ,? the|many|most|some|people|only? PLURAL|people|women|men|children|students|"
                "children [ have|live|work|use|spend|eat|go ]"
            ),
        ),
        "A finished time in the past takes the past tense.",
        right=None,
        unless=frozenset(("since", "until", "by", "if", "than")),
    ),
    Rule(
        "since-present",
        (
            "i|we|he|she|they|who [ am|is|are ING ] WORD? WORD? WORD? since 9|i_was|childhood|my|last",
            (
                "i|we|they|who [ live|work|study|know|am|are|is|lives|works|studies|knows|has_a ] "
                "WORD? WORD? WORD? since 9|childhood|i_was|she_was|he_was|last"
            ),
            "i [ know ] him|her|them|you|it for WORD|9 years|months",
            "i [ am ] here|in|at|a|married WORD? WORD? for WORD|9 years|months",
        ),
        "What began in the past and goes on takes the present perfect.",
        right=None,
        unless=frozenset(("will",)),
    ),
)
