"""Documents of which every character is known, and what is read in each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from support.typeset import Sheet, Text, typeset
from unit.flashcard_generator.hostile_pdfs import drawn_ligatures

FILLER = "This line is here so that the page has enough letters to be read at all."


@dataclass(frozen=True)
class Case:
    """A document.

    Attributes:
        shows: what is special about it.
        make: makes the file.
        read: what is to be read, for each page.
    """

    shows: str
    make: Callable[[], bytes]
    read: Sequence[str]


def _line(shows: str, source: str, read: str) -> Case:
    """A line in a paragraph of its own, and another one that any document has."""
    return Case(shows, lambda: typeset([[Text([source]), Text([FILLER], top=160)]]), [f"{read}\n{FILLER}"])


def _coded(shows: str, source: str, glyphs: Mapping[int, str], read: str) -> Case:
    page = [Text([source]), Text([FILLER], top=160)]
    return Case(shows, lambda: typeset([page], glyphs), [f"{read}\n{FILLER}"])


def _by_number(*codes: int) -> dict[int, str]:
    """Glyphs that are named as dvips names those of its bitmaps."""
    return {code: f"a{code}" for code in codes}


def _paragraph(shows: str, lines: Sequence[str], read: str) -> Case:
    return Case(shows, lambda: typeset([lines]), [read])


RAISED = {
    "a power": _line("an exponent", "A set of n has 2^{n} subsets.", "A set of n has 2ⁿ subsets."),
    "a longer power": _line("an exponent with a sign", "There are n^{n−2} trees.", "There are nⁿ⁻² trees."),
    "a power of words": _line("an exponent that Unicode lacks", "It is e^{max} here.", "It is e^{max} here."),
    "a power of a power": _line("nested exponents", "It has 2^{2^{n}} families.", "It has 2^{2ⁿ} families."),
    "a fraction raised": _line("an exponent with a fraction", "We plot e^{x^{2}/2} here.", "We plot e^{x²/2} here."),
    "a negative power": _line("units", "It is 9.8 m s^{−2} or 5 cm^{3}.", "It is 9.8 m s⁻² or 5 cm³."),
    "an area": _line("a unit that looks like a word", "An area of 12 km^{2} burned.", "An area of 12 km² burned."),
    "a bracket's power": _line("a power of a bracket", "So (x+1)^{2} is even.", "So (x+1)² is even."),
    "a function's power": _line("a power of a function", "Here sin^{2} x is 1.", "Here sin² x is 1."),
    "two letters": _line("a power of the second letter", "Then E = mc^{2} holds.", "Then E = mc² holds."),
    "powers in a row": _line("a power behind a power", "So a^{2}b^{2}c^{2} is less.", "So a²b²c² is less."),
    "an index": _line("an index", "The term a_{n} grows.", "The term aₙ grows."),
    "an index with a sign": _line("an index with a sign", "The term a_{n+1} grows.", "The term aₙ₊₁ grows."),
    "an index of words": _line("an index that is a word", "The speed v_{max} is low.", "The speed v_{max} is low."),
    "an index of an index": _line("nested indices", "We take x_{i_{2}} first.", "We take x_{i₂} first."),
    "both": _line("index, then exponent", "The sum of x_{i}^{2} is 1.", "The sum of xᵢ² is 1."),
    "both at once": _line("exponent above index", "The sum of x^{2}<<_{i} is 1.", "The sum of x²ᵢ is 1."),
    "water": _line("a formula of chemistry", "Water is H_{2}O and clear.", "Water is H₂O and clear."),
    "ions": _line("charges", "Ca^{2+} and SO_{4}^{2−} meet.", "Ca²⁺ and SO₄²⁻ meet."),
    "an isotope": _line("what is raised before its word", "The ^{14}C decays.", "The ¹⁴C decays."),
    "ordinals": _line("1st, 2nd", "The 1^{st}, 2^{nd}, 3^{rd} and 4^{th}.", "The 1st, 2nd, 3rd and 4th."),
    "an ordinal of a letter": _line("the nth", "Take the n^{th} term.", "Take the nth term."),
    "a French century": _line("XXe", "C’est le XX^{e} et le 1^{er} mai.", "C’est le XXe et le 1er mai."),
    "French titles": _line("raised ends of words", "M^{me} Curie et M^{lle} Lou.", "Mme Curie et Mlle Lou."),
    "Spanish ordinals": _line("1.º", "Es el 1^{o} y la 2^{a}.", "Es el 1º y la 2ª."),
    "degrees": _line("a raised circle", "An angle of 90^{∘} is right.", "An angle of 90° is right."),
    "a prime": _line("a raised prime", "Let f^{′}(x) be its slope.", "Let f′(x) be its slope."),
    "a star": _line("a raised star of a letter", "The optimum is x^{∗} here.", "The optimum is x* here."),
    "a trade mark": _line("TM", "It is called BandUp^{TM} now.", "It is called BandUp™ now."),
    "a fraction": _line("a numerator and a denominator", "Take 1^{1}/_{2} cups.", "Take 1 1/2 cups."),
    "a note behind a word": _line("a footnote's mark", "Many disagree^{16} here.", "Many disagree here."),
    "a note behind a stop": _line("a mark at a sentence's end", "It ended.^{15} Then peace.", "It ended. Then peace."),
    "a note behind a year": _line("a mark that reads on", "It began in 2002.^{15} Then.", "It began in 2002. Then."),
    "a note at a year": _line("a mark without a stop", "From 2002^{15} it fell.", "From 2002 it fell."),
    "notes": _line("several marks", "Many disagree^{3,5–7} here.", "Many disagree here."),
    "a dagger": _line("a mark that is no number", "Many disagree^{†} here.", "Many disagree here."),
    "an author's mark": _line("letters as marks", "Jane Smith^{a,b} and others.", "Jane Smith and others."),
    "a note behind a bracket": _line("a mark", "It is so (Smith 1999)^{3} today.", "It is so (Smith 1999) today."),
    "a note behind a quotation": _line("a mark", "He said “no”^{4} again.", "He said “no” again."),
    "a note at a code": _line("a mark behind a digit, known by its note", "Use C99^{3} here.", "Use C99³ here."),
    "a note and its text": Case(
        "the note at the foot tells that its mark is none of a power",
        lambda: typeset(
            [[Text(["Use the norm C99^{3} here, as anyone does."]), Text(["^{3}See the norm itself."], 700)]]
        ),
        ["Use the norm C99 here, as anyone does.\nSee the norm itself."],
    ),
    "small capitals": Case(
        "smaller letters on the line stay as they are",
        lambda: typeset([["Small capitals are no exponents: ~~they stand on the line."]]),
        ["Small capitals are no exponents: they stand on the line."],
    ),
}

ACCENTS = {
    "French": _line("´ ` ˆ ¨ ¸", "Le mˆeme ´el`eve a interpr´et´e na¨ıvement le fran¸cais.",
                    "Le même élève a interprété naïvement le français."),
    "German": _line("¨", "Die ¨Ubung f¨ur M¨oglichkeiten.", "Die Übung für Möglichkeiten."),
    "Spanish": _line("˜ ´", "El ni˜no espa˜nol naci´o aqu´ı.", "El niño español nació aquí."),
    "Portuguese": _line("˜ ¸", "A posi¸c˜ao das m˜aos.", "A posição das mãos."),
    "Czech": _line("ˇ ˚ ´", "Tesaˇr´ık a d˚um.", "Tesařík a dům."),
    "Polish": _line("˛ ˙ ´", "Ka˙zdy pi˛e´c Mi´skiewicza.", "Każdy pięć Miśkiewicza."),
    "Hungarian": _line("˝", "Erd˝os P´al sz´amai.", "Erdős Pál számai."),
    "Romanian": _line("˘ ¸", "M˘a duc ¸si vin.", "Mă duc şi vin."),
    "Latvian": _line("¯ ¸", "R¯ıga un ¸kirbis.", "Rīga un ķirbis."),
    "Danish": _line("˚", "Bl˚a farver ˚Arhus.", "Blå farver Århus."),
    "Italian": _line("a word of one letter", "Perch´e `e vero.", "Perché è vero."),
    "what comes first": _line("the letter before its accent", "Le franc¸ais au cafe´.", "Le français au café."),
    "hats": _line("accents of formulas", "The mean ¯x and the guess ˆx.", "The mean x̄ and the guess x̂."),
    "apostrophes": _line("´ as an apostrophe", "It´s what they don´t say.", "It’s what they don’t say."),
    "a quotation": _line("` as a quotation mark", "The `apple' is `green'.", "The `apple' is `green'."),
    "degrees Celsius": _line("˚ as a degree", "It was 25˚C outside.", "It was 25°C outside."),
    "a home page": _line("˜ in an address", "See example.org/˜smith now.", "See example.org/˜smith now."),
    "only diacritics": Case(
        "a page of nothing else",
        lambda: typeset([["´`ˆ˜¨" * 20] * 40, [FILLER]]),
        ["\n".join(["´`ˆ˜¨" * 20] * 40).replace("\n", " "), FILLER],
    ),
}  # fmt: skip

_ARABIC = "لا سلام بعد الأمس إلا في الآخر، والإسلام دين السلام"

LIGATURES = {
    "codes of T1": _coded(
        "TeX's later encoding, without a table", "A di\x1berent, speci\x1cc, \x1doating e\x1ecient way.",
        _by_number(0x1B, 0x1C, 0x1D, 0x1E), "A different, specific, floating efficient way."),
    "codes of OT1": _coded(
        "TeX's first encoding, without a table", "A di\x0berent, speci\x0cc, \x0doating e\x0ecient way.",
        _by_number(0x0B, 0x0C, 0x0D, 0x0E), "A different, specific, floating efficient way."),
    "quotation marks of T1": _coded(
        "other codes of the encoding", "The \x10best\x11 o\x1bers come.",
        _by_number(0x10, 0x11, 0x1B), "The “best” offers come."),
    "an arrow": _line("what macOS writes for ff", "A di↵erent e↵ect is o↵ today.", "A different effect is off today."),
    "ligatures": _line("one character for several", "A ﬁne eﬀect.", "A fine effect."),
    "lost ligatures": _coded(
        "glyphs without a meaning in frequent words", "A su\x80cient and e\x80cient o\x80ce, di\x80cult tra\x80c.",
        {0x80: "lost"}, "A sufficient and efficient office, difficult traffic."),
    "lost fi": _coded(
        "glyphs without a meaning in frequent words", "The \x80rst de\x80nition is speci\x80c and signi\x80cant.",
        {0x80: "lost"}, "The first definition is specific and significant."),
    "lam and alef": Case("a ligature of two letters, in a right-to-left line",
                         lambda: drawn_ligatures(_ARABIC), [_ARABIC]),
}  # fmt: skip

_COMMON = "A common word is written here: dimensional data, and the normal case of a linear scale."

HYPHENS = {
    "a divided word": _paragraph("pig-ment", ["Green is the colour of the pig-", "ment of plants."],
                                 "Green is the colour of the pigment of plants."),
    "a compound": _paragraph("both parts are words of the document",
                             [_COMMON, "In the same way we look at the high-", "dimensional spaces."],
                             f"{_COMMON} In the same way we look at the high-dimensional spaces."),
    "a prefix": _paragraph("non-", [_COMMON, "Then comes what we may call the non-", "normal case."],
                           f"{_COMMON} Then comes what we may call the non-normal case."),
    "a word seen before": _paragraph("the joined word was read", ["The background is seen here: background.",
                                     "It stands in front of the same back-", "ground all day."],
                                     "The background is seen here: background. It stands in front of the same "
                                     "background all day."),
    "a compound seen before": _paragraph("the divided word was read",
                                         ["A well-known fact is well known to all of them.",
                                          "It is the same with this, which is a well-", "known thing."],
                                         "A well-known fact is well known to all of them. It is the same with this, "
                                         "which is a well-known thing."),
    "a name": _paragraph("a capital letter follows", ["They met in the station of Baden-", "Baden today."],
                         "They met in the station of Baden-Baden today."),
    "a number": _paragraph("digits on both sides", ["They fought in the years of 1990-", "2000 only, as it seems."],
                           "They fought in the years of 1990-2000 only, as it seems."),
    "a soft hyphen": _paragraph("U+00AD", ["Green is the colour of the pig\u00ad", "ment of plants."],
                                "Green is the colour of the pigment of plants."),
    "an ending": _paragraph("a part that is a word too", ["They import an ant. It is able to import-",
                            "ant things, and port-", "able ones."],
                            "They import an ant. It is able to important things, and portable ones."),
    "a word over pages": Case("a word cut at the page's end",
                              lambda: typeset([["Green is the colour that we see, of the pig-"],
                                               ["ment of plants. It is called chlorophyll."]]),
                              ["Green is the colour that we see, of the pigment",
                               "of plants. It is called chlorophyll."]),
    "a compound over pages": Case("a compound cut at the page's end",
                                  lambda: typeset([[_COMMON, "In the same way we look at some high-"],
                                                   ["dimensional spaces, and at others."]]),
                                  [f"{_COMMON} In the same way we look at some high-dimensional",
                                   "spaces, and at others."]),
    "a word over columns": Case("a word cut at a column's end",
                                lambda: typeset([Sheet([Text(["Green is the colour of the pig-"]),
                                                        Text(["ment of plants."], left=320)])]),
                                ["Green is the colour of the pigment of plants."]),
}  # fmt: skip


def _grid(rows: Sequence[str], lefts: Sequence[float], *, top: float = 200) -> list[Text]:
    """Cells, divided by `|` in each row, as a typesetter writes them: row by row."""
    return [
        Text([cell.strip()], top + 14 * number, left)
        for number, row in enumerate(rows)
        for cell, left in zip(row.split("|"), lefts, strict=True)
        if cell.strip()
    ]


def _columns() -> list[Text]:
    columns = {60: ["Plant", "Oak", "Fern"], 200: ["Height", "30 m", "1 m"], 300: ["Leaves", "12", "4"]}
    return [Text(cells, 200, left, leading=16) for left, cells in columns.items()]


def _table(shows: str, rows: Sequence[str], read: Sequence[str], lefts: Sequence[float] = (60, 200, 300)) -> Case:
    page = [Text([FILLER], 100), *_grid(rows, lefts), Text([FILLER], 600)]
    return Case(shows, lambda: typeset([Sheet(page)]), ["\n".join([FILLER, *read, FILLER])])


TABLES = {
    "with heads": _table(
        "each value with the head of its column",
        ["Plant | Height | Leaves", "Oak | 30 m | 12,000", "Fern | 1 m | 40", "Moss | 2 cm | 300"],
        [
            "Plant Height Leaves",
            "Plant: Oak; Height: 30 m; Leaves: 12,000",
            "Plant: Fern; Height: 1 m; Leaves: 40",
            "Plant: Moss; Height: 2 cm; Leaves: 300",
        ],
    ),
    "heads of two lines": _table(
        "heads one above the other",
        [" | Mean | Share of", "Month | rain | days", "May | 31 | 0.5", "June | 22 | 0.4", "July | 17 | 0.2"],
        [
            "Mean Share of",
            "Month rain days",
            "Month: May; Mean rain: 31; Share of days: 0.5",
            "Month: June; Mean rain: 22; Share of days: 0.4",
            "Month: July; Mean rain: 17; Share of days: 0.2",
        ],
    ),
    "of words": _table(
        "heads in bold type",
        ["/bEnglishb/ | /bFrenchb/ | /bGermanb/", "water | eau | Wasser", "fire | feu | Feuer", "earth | terre | Erde"],
        [
            "English French German",
            "English: water; French: eau; German: Wasser",
            "English: fire; French: feu; German: Feuer",
            "English: earth; French: terre; German: Erde",
        ],
    ),
    "lists side by side": _table(
        "no heads: rows stay together",
        ["water | eau | Wasser", "fire | feu | Feuer", "earth | terre | Erde", "air | air | Luft"],
        ["water eau Wasser", "fire feu Feuer", "earth terre Erde", "air air Luft"],
        (60, 95, 130),
    ),
    "an empty cell": _table(
        "a value is not moved to another column",
        ["Plant | Height | Leaves", "Oak | 30 m | 12,000", "Alga | | 0", "Moss | 2 cm | 300"],
        [
            "Plant Height Leaves",
            "Plant: Oak; Height: 30 m; Leaves: 12,000",
            "Plant: Alga; Leaves: 0",
            "Plant: Moss; Height: 2 cm; Leaves: 300",
        ],
    ),
    "without heads": _table(
        "rows stay together",
        ["1 | 20 | 0.3", "4 | 50 | 0.6", "7 | 80 | 0.9"],
        ["1 20 0.3", "4 50 0.6", "7 80 0.9"],
        (60, 90, 130),
    ),
    "column by column": Case(
        "cells in the order of the columns",
        lambda: typeset([Sheet([Text([FILLER], 100), *_columns(), Text([FILLER], 600)])]),
        [
            "\n".join(
                [
                    FILLER,
                    "Plant Height Leaves",
                    "Plant: Oak; Height: 30 m; Leaves: 12",
                    "Plant: Fern; Height: 1 m; Leaves: 4",
                    FILLER,
                ]
            )
        ],
    ),
    "contents": _table(
        "leaders and page numbers are no table",
        ["1 | Ink . . . . . . . . | 3", "2 | Quills . . . . . . . . | 17", "3 | Paper . . . . . . . . | 29"],
        ["1 Ink . . . . . . . . 3", "2 Quills . . . . . . . . 17", "3 Paper . . . . . . . . 29"],
        (60, 80, 300),
    ),
    "columns of text": Case(
        "two columns are no table",
        lambda: typeset([Sheet([Text([f"This is the left column, line {n}, of" for n in range(5)]),
                                Text([f"This is the right column, line {n}, of" for n in range(5)], left=320)])]),
        [" ".join(f"This is the left column, line {n}, of" for n in range(5)) + "\n"
         + " ".join(f"This is the right column, line {n}, of" for n in range(5))],
    ),
}  # fmt: skip

CASES: Mapping[str, Mapping[str, Case]] = {
    "raised and lowered text": RAISED,
    "accents": ACCENTS,
    "ligatures": LIGATURES,
    "hyphens": HYPHENS,
    "tables": TABLES,
}
