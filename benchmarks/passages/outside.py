"""What stands around the body of a book or a paper: lists that no card should be made from, in many styles."""
# ruff: noqa: RUF001  # dashes and scripts as they are printed

import random
from collections.abc import Callable, Sequence

NAMES = (
    "Abbott", "Baranov", "Castillo", "Dietrich", "Eriksen", "Fontaine", "Gallagher", "Hoshino", "Ivanova",
    "Jimenez", "Kowalski", "Lindqvist", "Moreau", "Nakamura", "O'Leary", "Petrov", "Quigley", "Rossi", "Schneider",
    "Takeda", "Ueda", "Varga", "Weber", "Xu", "Yamada", "Zimmermann",
)  # fmt: skip
TERMS = (
    "absorption", "balance of trade", "capacity", "diffusion", "elastic limit", "feedback", "grain prices",
    "harvest", "insulation", "joint stock", "kinetic energy", "lattice", "membrane", "negotiation", "oxide layers",
    "pressure", "quotas", "resistance", "sediment", "tariffs", "uplift", "viscosity", "water rights", "yield",
)  # fmt: skip
TITLES = (
    "The limits of measured growth", "Rivers and their towns", "On the cooling of layered rock", "A theory of trade",
    "Membranes under pressure", "Councils and kings", "Errors in long chains of estimates",
)  # fmt: skip
GERMAN_TITLES = ("Die Grenzen des Wachstums", "Flüsse und Städte", "Handel im Süden", "Über den Druck in Schichten")
JOURNALS = ("Journal of Applied Studies", "Annals of Trade", "Physical Letters", "Review of Methods")
CITIES = ("London", "New York", "Berlin", "Paris", "Oxford")

Lines = list[str]


def number_pages(chance: random.Random, last: int = 400) -> str:
    """Page numbers as an index has them: ranges among them."""
    pages = sorted(chance.sample(range(1, last), chance.randint(1, 4)))
    return ", ".join(f"{page}–{page + chance.randint(1, 4)}" if chance.random() < 0.3 else str(page) for page in pages)


def write_index(chance: random.Random, joint: str = ", ", count: int = 160, *, letters: bool = True) -> Lines:
    """An index of names and terms in the order of the alphabet; `joint` stands between a term and its pages."""
    entries = sorted(
        {f"{chance.choice(NAMES)}, {chance.choice('ABCDEHJMR')}." for _ in range(count // 3)}
        | {
            f"{chance.choice(TERMS)} {chance.choice(('in', 'of', 'and'))} {chance.choice(TERMS)}"
            for _ in range(count // 2)
        }
        | set(TERMS),
        key=str.lower,
    )
    lines, letter = [], ""
    for entry in entries:
        if letters and entry[0].upper() != letter:
            letter = entry[0].upper()
            lines.append(letter)
        lines.append(f"{entry}{joint}{number_pages(chance)}")
        if chance.random() < 0.1:
            lines.append(f"{chance.choice(TERMS)}, see {chance.choice(TERMS)}")
        if chance.random() < 0.15:
            lines += [f"and {chance.choice(TERMS)}{joint}{number_pages(chance)}" for _ in range(2)]
    return lines


def run_on(lines: Sequence[str], size: int) -> Lines:
    """The lines joined by `size` into longer ones, as a reader joins lines of about one length."""
    return [" ".join(lines[start : start + size]) for start in range(0, len(lines), size)]


def write_chinese_index(chance: random.Random) -> Lines:
    terms = ("细胞膜", "发动机", "条约", "粮食", "议会", "岩石", "贸易", "电路", "热量", "误差", "压力", "城镇")
    return [f"{one}{other} {number_pages(chance)}" for one in terms for other in terms[:8]]


def write_notes(chance: random.Random, count: int = 60, form: str = "{}. ") -> Lines:
    """Endnotes that cite; `form` is how they are numbered."""
    makers: list[Callable[[], str]] = [
        lambda: (
            f"{chance.choice(NAMES)}, {chance.choice(TITLES)}, {chance.randint(2, 300)}–{chance.randint(301, 320)}."
        ),
        lambda: f"Ibid., {chance.randint(2, 300)}.",
        lambda: (
            f"See {chance.choice(NAMES)}, “{chance.choice(TITLES)},” {chance.choice(JOURNALS)} "
            f"{chance.randint(2, 60)}, no. {chance.randint(1, 4)} ({chance.randint(1950, 2019)}): "
            f"{chance.randint(1, 90)}–{chance.randint(91, 120)}."
        ),
        lambda: (
            f"Letter to {chance.choice(NAMES)}, {chance.randint(1, 28)} May {chance.randint(1700, 1890)}, Public "
            f"Record Office, box {chance.randint(1, 90)}. The letter was not sent, as its author later told his "
            "brother."
        ),
        lambda: (
            f"{chance.choice(NAMES)} disagrees: see {chance.choice(TITLES)} ({chance.choice(CITIES)}: University "
            f"Press, {chance.randint(1950, 2019)}), chap. {chance.randint(1, 12)}."
        ),
    ]
    return [form.format(number) + chance.choice(makers)() for number in range(1, count + 1)]


def write_apa(chance: random.Random, count: int = 60) -> Lines:
    return sorted(
        f"{chance.choice(NAMES)}, {chance.choice('ABCDE')}. {chance.choice('FGHJ')}., & {chance.choice(NAMES)}, "
        f"{chance.choice('KLMN')}. ({chance.randint(1950, 2021)}). {chance.choice(TITLES)}. "
        f"{chance.choice(JOURNALS)}, {chance.randint(2, 60)}({chance.randint(1, 4)}), "
        f"{chance.randint(1, 90)}–{chance.randint(91, 120)}."
        for _ in range(count)
    )


def write_ieee(chance: random.Random, count: int = 40) -> Lines:
    return [
        f"[{number}] {chance.choice('ABCDE')}. {chance.choice(NAMES)} and {chance.choice('KLMN')}. "
        f"{chance.choice(NAMES)}, “{chance.choice(TITLES)},” {chance.choice(JOURNALS)}, vol. "
        f"{chance.randint(2, 60)}, pp. {chance.randint(1, 90)}–{chance.randint(91, 120)}, "
        f"{chance.randint(1980, 2021)}."
        for number in range(1, count + 1)
    ]


def write_vancouver(chance: random.Random, count: int = 40) -> Lines:
    return [
        f"{number}. {chance.choice(NAMES)} {chance.choice('ABCDE')}{chance.choice('FGHJ')}, {chance.choice(NAMES)} "
        f"{chance.choice('KLMN')}. {chance.choice(TITLES)}. J Appl Stud "
        f"{chance.randint(1980, 2021)};{chance.randint(2, 60)}:{chance.randint(100, 400)}-{chance.randint(1, 9)}."
        for number in range(1, count + 1)
    ]


def write_mla(chance: random.Random, count: int = 60) -> Lines:
    return sorted(
        f"{chance.choice(NAMES)}, {chance.choice(('Anna', 'Boris', 'Carla', 'Daniel'))}. {chance.choice(TITLES)}. "
        f"{chance.choice(CITIES)}: {chance.choice(('Faber', 'Routledge', 'Brill'))}, {chance.randint(1950, 2021)}."
        for _ in range(count)
    )


def write_german_list(chance: random.Random, count: int = 60) -> Lines:
    return sorted(
        f"{chance.choice(NAMES)}, {chance.choice(('Hans', 'Ute', 'Karl'))}: {chance.choice(GERMAN_TITLES)}. "
        f"{chance.choice(('Berlin', 'Wien', 'München'))} {chance.randint(1950, 2021)}, S. "
        f"{chance.randint(1, 90)}–{chance.randint(91, 150)}."
        for _ in range(count)
    )


def write_chinese_list(chance: random.Random, count: int = 40) -> Lines:
    titles = ("热量传递研究", "贸易史论", "岩石力学")
    return [
        f"[{number}] {chance.choice('王李张刘陈')}{chance.choice('明华强丽')}. {chance.choice(titles)}[J]. "
        f"应用研究, {chance.randint(1990, 2021)}, {chance.randint(2, 60)}({chance.randint(1, 4)}): "
        f"{chance.randint(1, 90)}-{chance.randint(91, 120)}."
        for number in range(1, count + 1)
    ]


def write_contents(titles: Sequence[str], *, dots: bool, first: int = 1) -> Lines:
    """A table of contents, each chapter with three sections."""
    lines = []
    for number, title in enumerate(titles, first):
        page = 20 * number
        lead = " . . . . . . . . . . . . " if dots else " "
        lines.append(f"{number} {title}{lead}{page}")
        lines += [f"{number}.{at} {title} {TERMS[at + number]}{lead}{page + 4 * at}" for at in range(1, 4)]
    return lines


THANKS = (
    (
        "This book would not exist without the patience of my family. I would like to thank my editor, Ruth "
        "Gallagher, who read every draft and whose advice saved me from many mistakes."
    ),
    (
        "I am deeply grateful to the librarians of the city archive, to Tomas Lindqvist for his maps, and to the "
        "students who asked the questions that became chapters. The foundation supported two years of travel with "
        "a generous grant."
    ),
    (
        "Thanks are due to Marie Fontaine, Ivan Petrov and Keiko Hoshino for comments on earlier versions. All "
        "errors that remain are my own. Finally, I thank Anna, to whom this book is dedicated."
    ),
)
PAPER_THANKS = (
    (
        "We thank the two anonymous reviewers for their comments, and J. Weber for help with the instruments. This "
        "work was supported by the National Science Foundation under grant 1234567 and by the Research Council "
        "(award 88/2010)."
    ),
)
STATEMENTS = (
    (
        "Funding",
        ["This research received no specific grant from any funding agency. The funders had no role in study design."],
    ),
    ("Conflict of interest", ["The authors declare that they have no competing interests."]),
    (
        "Author contributions",
        ["A.B. designed the study, C.D. analysed the data, and both authors wrote the manuscript."],
    ),
    (
        "Data availability",
        ["The data that support the findings are available from the authors upon reasonable request."],
    ),
)
FRENCH_THANKS = (
    (
        "Je tiens à remercier ma famille, mes collègues et tous ceux qui ont lu ce livre avant sa parution. Ma "
        "reconnaissance va d'abord à Marie Fontaine, qui a relu chaque page, et à l'équipe des archives "
        "municipales."
    ),
)
SPANISH_THANKS = (
    (
        "Quiero agradecer a mi director de tesis, a mi familia y a los compañeros del laboratorio su paciencia "
        "durante estos años. Este trabajo ha sido financiado por una beca del ministerio."
    ),
)
CHINESE_THANKS = ("本书的完成离不开家人和同事的支持。衷心感谢导师王明教授的悉心指导,感谢出版社编辑的辛勤工作。",)
IMPRINT = (
    "Copyright © 2019 by North Press. All rights reserved.",
    (
        "No part of this publication may be reproduced, stored or transmitted in any form without the permission of "
        "the publisher."
    ),
    "Published by North Press, 12 Mill Lane, Oxford. Printed in Great Britain by Eastern Printers.",
    "ISBN 978-3-16-148410-0 (hardback). A catalogue record for this book is available from the British Library.",
)
GERMAN_IMPRINT = (
    "Die Deutsche Nationalbibliothek verzeichnet diese Publikation in der Deutschen Nationalbibliografie.",
    "© 2011 Nordverlag, Berlin. Alle Rechte vorbehalten. ISBN 978-3-16-148410-0. Printed in Germany.",
)
PREFACE = (
    (
        "When I began to teach this course twenty years ago, there was no book that I could give to my students. "
        "This one grew out of the notes that I wrote for them. It can be read from front to back, or by chapter."
    ),
    (
        "Part of the material was used in courses at two universities. Readers who find a mistake are asked to "
        "write to me, and the publisher's web page lists corrections."
    ),
)
ABOUT = (
    (
        "Ruth Abbott teaches history at the University of Oxford. She is the author of four books and lives in "
        "London with her two children. Her last book won the River Prize."
    ),
)
LICENCE = (
    (
        "GNU Free Documentation License, Version 1.3. Everyone is permitted to copy and distribute verbatim copies "
        "of this license document, but changing it is not allowed."
    ),
    (
        "The purpose of this License is to make a manual, textbook, or other functional and useful document free "
        "in the sense of freedom: to assure everyone the effective freedom to copy and redistribute it, with or "
        "without modifying it."
    ),
    (
        "You may copy and distribute the Document in any medium, either commercially or noncommercially, provided "
        "that this License, the copyright notices, and the license notice saying this License applies to the "
        "Document are reproduced."
    ),
    (
        "You may not copy, modify, sublicense, or distribute the Document except as expressly provided under this "
        "License. If you publish printed copies of the Document, numbering more than 100, you must enclose the "
        "copies in covers."
    ),
    (
        "Each version of the License is given a distinguishing version number. The Free Software Foundation may "
        "publish new, revised versions of the GNU Free Documentation License from time to time."
    ),
)
