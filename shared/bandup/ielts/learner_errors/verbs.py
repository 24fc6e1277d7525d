"""Which form of a verb stands behind another word: "must to", "didn't went", "enjoy to read"."""

from .patterns import Rule

_MODALS = "can|could|might|must|should|will|would|shall|cannot|can't|couldn't|shouldn't|won't|wouldn't|mustn't"
_NOT_MODALS = frozenset(("a", "an", "the", "of", "his", "her", "their", "in", "free", "my", "your", "its", "is"))
_DO = "do_not|don't|doesn't|didn't|doesnt|didnt|dont"
_SUBJECTS = "i|you|he|she|it|we|they|people"
_WANTING = (
    "want|wants|wanted|need|needs|needed|decide|decided|decides|hope|hoped|hopes|able|"
    "tried|tries|tends|tend|willing|likely|managed|"
    "refuse|refused|afford|unable|plan|planned|expect|expected|choose|chose|learned|learnt|try"
)
_ENJOYING = (
    "enjoy|enjoys|enjoyed|avoid|avoids|avoided|finish|finished|finishes|suggest|"
    "suggested|suggests|dislike|dislikes|"
    "recommend|recommended|practise|practised|keep|keeps|kept|imagine|consider|"
    "considered|considering|risk|mind|miss|worth|quit|deny|denied"
)
_WHOM = "me|him|us|them|you|people|children|students|kids|workers|everyone|everybody"
_ADVERBS = "not|never|also|always|only|just|usually|often|really|still|easily|quickly|probably"

RULES = (
    Rule(
        "modal-to",
        (
            "[ must|should|shall|would|cannot|can't|shouldn't|mustn't|won't to ] BASE",
            "i|you|he|she|we|they|people|it|students|children [ can|could|will to ] BASE",
        ),
        "A modal verb is followed by the verb without 'to'.",
        right="{w:without_to}",
        not_after=_NOT_MODALS,
        unless=frozenset(("as", "what", "whatever", "all", "everything", "best")),
    ),
    Rule(
        "modal-third",
        (
            (
                f"{_MODALS} {_ADVERBS}? [ ONLY_THIRD|helps|makes|causes|builds|changes|costs|leads|"
                "works|increases|uses|shows ]"
            ),
        ),
        "After a modal verb stands the base form.",
        right="{w:base}",
        not_after=_NOT_MODALS,
        statement=True,
    ),
    Rule(
        "modal-ing",
        (f"WORD {_MODALS} {_ADVERBS}? [ ING ] !is|are|was|be",),
        "After a modal verb stands the base form.",
        right="{w:base}",
        not_after=_NOT_MODALS,
        statement=True,
    ),
    Rule(
        "modal-past",
        (
            (
                f"{_MODALS} {_ADVERBS}? [ PAST_ONLY|had|made|thought|bought|spent|lost|told|got|"
                "helped|used|became|improved|reduced|increased ]"
            ),
        ),
        "After a modal verb stands the base form.",
        right="{w:base}",
        not_after=_NOT_MODALS,
    ),
    Rule(
        "modal-noun",
        (
            (
                f"i|you|he|she|we|they|people|it|government|students {_MODALS} [ analysis|success|"
                "advice|choice|belief|improvement ] !of"
            ),
        ),
        "Here stands a verb, not a noun.",
    ),
    Rule(
        "do-past",
        (
            (
                f"{_DO} {_ADVERBS}? [ PAST_ONLY|had|made|thought|bought|spent|lost|told|got|received|"
                "wanted|liked|helped|said|knew ]"
            ),
            (
                f"^ did|do|does {_SUBJECTS}|your|the {{0}}? [ PAST_ONLY|had|made|thought|bought|wanted|liked|said ]"
            ).replace(" {0}?", ""),
        ),
        "After 'do' stands the base form.",
        right="{w:base}",
    ),
    Rule(
        "do-third",
        (f"{_DO} {_ADVERBS}? [ ONLY_THIRD|has|helps|makes|needs|likes|works|wants ]",),
        "After 'do' stands the base form.",
        right="{w:base}",
        statement=True,
    ),
    Rule(
        "do-not-received",
        (
            (
                f"{_DO} {_ADVERBS}? [ received|wanted|liked|helped|needed|lived|worked|allowed|"
                "believed|provided|agreed|changed|improved|increased|reduced ]"
            ),
        ),
        "After 'do' stands the base form.",
        right="{w:base}",
        not_after=frozenset(("to",)),
        unless=frozenset(("and", "what")),
    ),
    Rule("want-to-ing", (f"{_WANTING} to [ ING ]",), "After 'to' stands the base form here.", right="{3:base}"),
    Rule(
        "to-past",
        (
            (
                "to [ went|took|gave|bought|wrote|spoke|knew|chose|ate|drank|drove|began|sold|taught|"
                "became|made|did|had|got|built|spent|lost ]"
            ),
            f"{_WANTING}|have|has to [ ONLY_THIRD|has|is|makes|helps|works ]",
        ),
        "After 'to' stands the base form.",
        right="{w:base}",
        unless=frozenset(("from", "according", "used", "prior", "compared", "similar")),
    ),
    Rule(
        "want-base",
        (
            (
                "i|we|they|people|you|students|children|he|she|who|not|parents|to|and want|wants|"
                "wanted|hope|hopes|decide|decided|would_like|able|going|trying|try|tries|tried [ "
                "VERB ]"
            ),
        ),
        "Here the verb needs 'to'.",
        right="to {w}",
        unless=frozenset(("those", "what", "let", "get", "let's")),
    ),
    Rule(
        "enjoy-to",
        (f"[ {_ENJOYING} to BASE ]", "[ worth to visit|see|read|watch|do ]"),
        "This word is followed by the form with '-ing'.",
        right="{1} {3:ing}",
        not_after=frozenset(("is", "are", "be", "was", "were", "been", "not", "isn't")),
    ),
    Rule(
        "look-forward-to",
        ("[ looking|look forward to VERB|visit|work ] !of|,",),
        "'Look forward to' is followed by the form with '-ing'.",
        right="{1} forward to {4:ing}",
    ),
    Rule(
        "used-to-work",
        (
            (
                "i_am|i'm|we_are|people_are|they_are|he_is|she_is used to [ live|get|speak|drive|eat|"
                "go|have|do|see|hear|work|study|spend|wait|walk ]"
            ),
        ),
        "'Be used to' is followed by the form with '-ing'.",
        right="{w:ing}",
        unless=frozenset(("which", "that")),
    ),
    Rule(
        "afford-ing",
        (
            (
                "afford|decide|decided|hope|hoped|refuse|refused|promise|promised|agreed|agree|"
                "decides|refuses|manage|managed|expect|want|wants|wanted [ ING ] !was|is|class|"
                "classes|lessons|from"
            ),
        ),
        "This verb is followed by 'to' and the base form.",
        right="to {w:base}",
        not_after=frozenset(("the", "a")),
        unless=frozenset(("house",)),
    ),
    Rule(
        "important-protect",
        (
            (
                "it is|was|would_be|will_be very|so|more|really? important|necessary|difficult|easy|"
                "possible|impossible|hard|essential|better|useful|good|vital [ VERB ]"
            ),
        ),
        "Here the verb needs 'to'.",
        right="to {w}",
    ),
    Rule(
        "make-to",
        (f"make|makes|made|making|let|lets|letting {_WHOM} [ to BASE ]",),
        "'Make' and 'let' are followed by the verb without 'to'.",
        right="{4}",
        not_after=frozenset(("was", "were", "been", "is", "are", "be")),
    ),
    Rule(
        "instead-of-go",
        (
            "instead_of|without|by|instead_of_just [ VERB ] !of|and",
            (
                "after|before [ finish|graduate|leave|enter|complete ] school|university|my|the|"
                "their|his|her|our|work|college|high"
            ),
            (
                "responsible|way|method|idea|chance|opportunity|purpose|capable|interested|fond|"
                "tired|afraid|habit|cost|advantage|advantages|benefit|process|importance|good of|for|"
                "in|at [ VERB ] !of"
            ),
            (
                "by [ use|increase|build|work|change|play|help|travel|read|cut|watch|walk|visit ] "
                "the|a|this|their|our|more|new|solar|public|these|your|my|hard|together|people"
            ),
        ),
        "After a preposition stands the form with '-ing'.",
        right="{w:ing}",
    ),
    Rule(
        "spend-time-to",
        (("spend|spends|spent|spending WORD? WORD? WORD? time|hours|weekend|weekends|evenings|days [ to BASE ]"),),
        "'Spend time' is followed by the form with '-ing'.",
        right="{w:to_ing}",
        unless=frozenset(("no",)),
    ),
    Rule("can-able", ("[ can|could|will|should able ] to",), "'Able' needs 'be'.", right=None),
    Rule(
        "learn-how-base",
        (("learn|know|teach|understand|show|learning|teaching how [ VERB ] the|a|their|with|in|to|and|food|money|."),),
        "Here the verb needs 'to'.",
        right="to {w}",
    ),
)
