"""The marks by which an index, a list of references, thanks, an imprint and a licence are told."""
# ruff: noqa: RUF001  # dashes and scripts as they are printed

import re
from typing import Final


def _any_of(*patterns: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile("|".join(patterns), flags)


NUMBER: Final = re.compile(r"\d+")

DOTS: Final = re.compile(r"(?:[.·_] ?){5,}|(?:… ?){3,}")
ENTRY: Final = re.compile(r"(?<![.·…_])(?<![.·…_] )(?:[.·…_] ?){4,}+\s*(?:\d{1,4}|[ivxlc]{1,7})\b")
"""Dots that lead to a page. Only the first of a row begins one; else a page of dots takes the square of its length."""

_PAGE = r"(?:\d{1,4}|[ivxlc]{1,7})(?:\s?[-–—]\s?\d{1,4})?(?:\s?ff?\b\.?|\s?n\b\.?\s?\d*|\s?sq{1,2}\b\.?)?"
PAGES: Final = re.compile(
    rf"(?<=[\w)\]\"”’.}}+*/&=<>-])(?:,\s?|\s)({_PAGE}(?:,\s?{_PAGE}){{0,30}}+)(?=[;,.)]?(?:\s|$))"
)
"""`, 12-14, 33` or ` 12 ff.` behind a term."""

WORD: Final = re.compile(r"[^\W\d_]{2,}")
LAST_PAGE: Final = re.compile(r"\s(\d{1,4})$", re.MULTILINE)
SENTENCE_END: Final = re.compile(r"[a-zß-öø-ÿ]{3}[.!?](?:\s+[A-ZÀ-Þ]|\s*$)", re.MULTILINE)

CITED: Final = _any_of(
    r"\((?:18|19|20)\d\d[a-z]?\)[.,:]?",  # (1990).
    r"\b(?:18|19|20)\d\d[a-z]?[;:.](?!\d{3})",  # 1990; or at an entry's end
    r"\d\s?\(\d{1,3}(?:[-–]\d+)?\)",  # volume(issue)
    r"\d{1,4}\s?[-–—]\s?\d{1,4}",  # pages
    r"\b(?:pp?|vol|vols|nos?|eds?|trans|chap|ch|S|Bd|Hrsg|éd|t)\.\s?(?=[\dA-Z(),])",
    r"\b[A-Z]\.(?=[\s,;:&)-])",  # initials
    r"\b[A-Z][a-zà-ÿ]+ [A-Z]{1,2}(?=[,.])",  # Smith AB,
    r"\bdoi\b|https?:|\barXiv\b|\bISBN\b|\bISSN\b|\bet al\b|\b[Ii]bid\b|\b[Ee]bd\b|\b[Oo]p\. cit|\bloc\. cit",
    r"University Press|Verlag|\bPress[,.]|Proceedings|\bProc\.|\bJ\. |Journal|Conference|Trans\.|\[[JMDCRNZ]\]",
    r"^\s*\[[\w+.-]{1,12}\]\s",  # [12] or [Knu84] at the beginning of a line
    flags=re.MULTILINE,
)
ENTRY_START: Final = _any_of(
    r"^(?:\[[\w+.:-]{1,14}\]|\(?\d{1,3}[.)\]]?)\s+\S",  # [12], 12. or 12
    r"^[A-ZÀ-Þ][\w'’-]+,? [A-ZÀ-Þ](?:[a-z]+)?[.,:]",  # a surname and an initial or a first name
    r"^[—–_-]{2,}",  # the same author again
    flags=re.MULTILINE,
)

THANKED: Final = _any_of(
    r"\b(?=[adefghiklmpstw])(?:"  # first letters first: else each alternative is tried at each place
    r"(?:thank(?:s|ful|ing|ed)?|grateful(?:ly)?|gratitude|indebted|appreciation|dedicated to)\b",
    r"(?:like|wish|wishes|want) to (?:acknowledge|express)\b|proofread|helpful comments\b|kindly provided\b",
    r"(?:financial|generous) support\b|supported (?:in part )?by\b|(?:financed|funded) by\b|grants?\b",
    r"patience\b|encouragement\b|fellowship\b",
    r"my (?:wife|husband|partner|parents|family|editor|agent|colleagues|students|children|friends)\b)",
    r"(?=[radgб感謝감])(?:remerci|reconnaissan|agradec|gracias|danke|dankbar|ringrazi|благодар|感谢|謝|감사)",
    flags=re.IGNORECASE,
)
FIRST_PERSON: Final = _any_of(
    r"\b(?:I|[Mm]y|me|[Ww]e|[Oo]ur|us|[Aa]uthors?|[Tt]hanks?)\b",
    r"\b(?:[Ii]ch|mein\w*|[Ww]ir|[Jj]e|[Nn]ous|mes|mon|yo|mi|nuestr\w*)\b|我|本书|本文|私",
)

IMPRINT: Final = (
    re.compile(
        r"(?:©|\([Cc]\)|℗|[Cc]opyright)[\s©]*(?:\([Cc]\)\s*)?(?:by\s+)?(?:[\w.&’' ]{0,40}?)\b(?:1[89]|20)\d\d\b"
    ),
    re.compile(r"\bISBN(?:-1[03])?:?\s*(?:97[89])?[\d\s–-]{9,20}"),
    _any_of(
        r"\bAll [Rr]ights [Rr]eserved",
        r"\bAlle Rechte",
        r"\bTous droits",
        r"\bTodos (?:los|os) d[ei]rei?[ct]?hos",
        "版权所有",
    ),
    _any_of(
        r"\bNo part of this|\b[Pp]ublished (?:\w+ )?(?:by|in)\b|\b[Pp]rinted (?:and bound )?(?:in|on|by)\b",
        r"Cataloging|catalogue record|Library of Congress|Nationalbibliothek|Dépôt légal|Depósito legal|\bReprinted\b",
        r"[Ee]dition,? (?:1[89]|20)\d\d|[Cc]over (?:design|art|photo|image)|[Tt]ypeset (?:in|by)|Creative Commons",
        r"First published|[Pp]ermission is (?:hereby )?granted|出版社|\bDOI\b",
    ),
)
"""A year of copyright, an ISBN, the rights reserved, and who printed it."""

LICENSED: Final = _any_of(
    r"\b[Ll]icen[sc]e[ds]?\b|\bLICENSE|\bpermission\b|\bverbatim\b|\bwarrant|\bWARRANT|\bLIAB|\bcopyright|\bredistribut",
    r"\bdistribute\b|\bhereby granted\b|Invariant Section|Cover Text|\bmodifi",
)
LICENCE_PHRASE: Final = _any_of(
    "hereby granted", "verbatim cop", "WITHOUT (?:ANY )?WARRANTY", "AS IS", "Free Software Foundation",
    "Invariant Section", "this License", "copyright (?:holder|notice)", "Creative Commons",
)  # fmt: skip
"""What only a licence says."""
