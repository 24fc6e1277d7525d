"""Singular and plural of nouns: "many problem", "these issue", "informations", "less cars"."""

from .patterns import Rule

_NUMBERS = "two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|hundred|thousand"
_MANY = (
    "many|several|various|numerous|few|a_few|a_number_of|a_range_of|a_wide_range_of|"
    "a_variety_of|a_wide_variety_of|"
    "different_kinds_of|different_types_of|too_many|so_many|a_couple_of|thousands_of|"
    "millions_of|hundreds_of"
)
_MASS = (
    "informations|advices|homeworks|equipments|furnitures|knowledges|garbages|softwares|"
    "luggages|traffics|machineries|rubbishes"
)
_MASS += (
    "|housings|clothings|transportations|baggages|evidences|stuffs|sceneries|slangs|"
    "vocabularys|behaviours_of|progresses_in"
)
_MORE_MASS = (
    "information|knowledge|traffic|pollution|homework|research|furniture|equipment|advice|money|progress|unemployment"
)

RULES = (
    Rule(
        "many-singular",
        (
            f"{_MANY} ADJECTIVE? ADJECTIVE? [ SINGULAR ] >NEXT",
            f"{_NUMBERS} ADJECTIVE? [ SINGULAR ] >NEXT",
            (
                "many_of_the|many_of|all_of_the ADJECTIVE? [ child|student|teacher|worker|employee|"
                "tourist|person|parent|problem|reason ] >NEXT"
            ),
        ),
        "More than one: the noun needs its plural.",
        right="{w:plural}",
        not_after=frozenset(("-", "9", "very", "this", "that")),
        unless=frozenset(("in",)),
    ),
    Rule(
        "those-singular",
        ("these|those ADJECTIVE? [ SINGULAR ] >NEXT !of|in",),
        "'These' and 'those' take a plural noun.",
        right="{w:plural}",
    ),
    Rule(
        "both-singular",
        ("both [ SINGULAR ] >is|are|were|have|work|can|should|need|must|will|.|,|of",),
        "'Both' takes a plural noun.",
        right="{w:plural}",
    ),
    Rule(
        "most-singular",
        (
            (
                "^ most [ family|country|student|person|child|parent|city|company|worker|teacher|"
                "tourist|woman|man|employee ] >NEXT"
            ),
            (
                "a_lot_of|lots_of ADJECTIVE? [ tourist|student|car|problem|country|child|person|"
                "advantage|disadvantage|benefit|reason|"
                "city|teacher|worker|company|job|animal|bicycle|opportunity|example|thing|idea|"
                "factory|friend|skill|book ] >NEXT"
            ),
        ),
        "More than one: the noun needs its plural.",
        right="{w:plural}",
    ),
    Rule(
        "number-singular",
        (
            (
                "NUMBER [ year|month|day|week|hour|minute|student|people's|car|child|person|country|"
                "kilometre|book|worker|time ] "
                ">.|,|in|and|of|to|that|because|who|from|with|later|ago|for|when|were|are|have"
            ),
        ),
        "More than one: the noun needs its plural.",
        right="{w:plural}",
        not_after=frozenset(
            ("no", "number", "day", "in", "page", "chapter", "year", "$", "£", "-", "level", "grade", "type")
        ),
        unless=frozenset(("1",)),
    ),
    Rule(
        "this-plural",
        (
            (
                "[ this ] ADJECTIVE? problems|countries|children|students|reasons|things|ways|"
                "products|schools|issues|people|parents|"
                "activities|methods|opinions|ideas|cities|families|companies|advantages|"
                "disadvantages|skills|subjects|jobs|facilities|"
                "cars|books|games|factors|examples|women|men|workers|teachers|animals|changes|kinds >NEXT"
            ),
        ),
        "'This' stands before one thing, 'these' before more.",
        right="these",
        unless=frozenset(("so", "know", "said", "say", "says", "think")),
    ),
    Rule(
        "every-plural",
        (
            (
                "each|every|another [ countries|children|students|reasons|problems|ways|cities|"
                "schools|families|parents|days|years|"
                "people|things|companies|advantages|disadvantages|jobs|persons|women|men|teachers ]"
            ),
        ),
        "'Each', 'every' and 'another' take a singular noun.",
        right="{w:singular}",
    ),
    Rule(
        "one-plural",
        (
            (
                "[ a|an ] ADJECTIVE? problems|countries|children|students|reasons|things|ways|"
                "products|schools|cities|jobs|cars|"
                "families|companies|advantages|books|skills|ideas|opportunities >NEXT"
            ),
        ),
        "'A' stands before one thing only.",
    ),
    Rule(
        "uncountable",
        (_MASS, "childrens|womens|mens !'|own"),
        "This noun has no plural with '-s'.",
    ),
    Rule(
        "researches",
        ("many|several|some|these|those|a_lot_of|various|new [ researches ]",),
        "'Research' is uncountable.",
        right="research",
    ),
    Rule(
        "an-uncountable",
        (
            (
                "[ an|a ] good|useful|important|new|great|lot|big? information|advice|homework|"
                "equipment|furniture|research|luggage|"
                "progress|evidence|traffic|news >NEXT"
            ),
        ),
        "This noun is uncountable: it takes no 'a' or 'an'.",
        unless=frozenset(("such", "quite")),
    ),
    Rule(
        "peoples",
        (
            (
                "many|most|some|other|young|poor|rich|old|few|these|those|of|the|all|lot_of [ "
                "peoples ] !of|'|and|in_the_world"
            ),
            "^ [ peoples ] !of|'",
        ),
        "'People' is already plural.",
        not_after=frozenset(("indigenous", "native")),
    ),
    Rule(
        "many-uncountable",
        (f"[ many ] {_MORE_MASS}|time|water|furniture >NEXT",),
        "What cannot be counted takes 'much' or 'a lot of'.",
        right="much",
        not_after=frozenset(("how",)),
    ),
    Rule(
        "much-plural",
        ("[ much ] ADJECTIVE? ONLY_PLURAL",),
        "What can be counted takes 'many'.",
        right="many",
        not_after=frozenset(("how", "is", "as", "was", "so", "'s")),
    ),
    Rule(
        "less-plural",
        (
            (
                "[ less ] ADJECTIVE? bicycles|buses|cars|children|countries|jobs|people|problems|"
                "roads|schools|students|things|vehicles|"
                "opportunities|accidents|workers|teachers|mistakes|products|hospitals|crimes|women|"
                "men|families|tourists|trees|friends|skills"
            ),
        ),
        "What can be counted takes 'fewer'.",
        right="fewer",
        not_after=frozenset(("or", "no", "cost")),
    ),
    Rule(
        "amount-of-plural",
        (
            (
                "a|the|large|big|huge|small|great|high|increasing [ amount_of|amounts_of ] "
                "ADJECTIVE? people|children|students|cars|tourists|jobs|"
                "countries|visitors|workers|women|men|problems|books|vehicles|accidents|teachers|"
                "companies|families|animals|plants"
            ),
        ),
        "What can be counted has a number, not an amount.",
        right="number of",
    ),
    Rule(
        "fractions",
        ("two|three|four [ third|quarter|fifth ] of",),
        "More than one: the fraction needs its plural.",
        right="{2}s",
    ),
)
