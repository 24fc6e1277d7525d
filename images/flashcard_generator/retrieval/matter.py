"""What stands around the body of a book or a paper, and the headings that say so."""
# ruff: noqa: RUF001  # other scripts

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Final


class Matter(StrEnum):
    """Kinds of text that no card should be made from."""

    CONTENTS = "CONTENTS"
    INDEX = "INDEX"
    REFERENCES = "REFERENCES"
    THANKS = "THANKS"
    IMPRINT = "IMPRINT"
    LICENCE = "LICENCE"
    FOREWORD = "FOREWORD"
    STATEMENT = "STATEMENT"


_TITLES: Final[Mapping[Matter, str]] = {
    Matter.CONTENTS: """
        contents, table of contents, brief contents, detailed contents, short contents, summary of contents, list of
        figures, list of tables, figures, tables, list of illustrations, list of maps, list of examples, outline,
        inhalt, inhaltsverzeichnis, inhaltsübersicht, abbildungsverzeichnis, tabellenverzeichnis, table des
        matières, sommaire, table des figures, liste des figures, liste des tableaux, índice, índice general, índice
        de figuras, índice de tablas, sumario, contenido, tabla de contenido, sumário, indice, indice generale,
        sommario, inhoud, inhoudsopgave, innehåll, spis treści, obsah, содержание, оглавление, 目录, 目錄, 目次,
        もくじ, 차례, 목차, المحتويات, فهرس المحتويات, فهرس
    """,
    Matter.INDEX: """
        index, indexes, indices, subject index, name index, author index, general index, index of names, index of
        subjects, index of terms, index of places, index of persons, concept index, function index, variable index,
        command index, keyword index, alphabetical index, alphabetic index, topic index, table of cases, index of
        authors, register, sachregister, personenregister, namensregister, namenregister, stichwortverzeichnis,
        sachverzeichnis, ortsregister, index des noms, index général, index des auteurs, index alphabétique, index
        thématique, índice analítico, índice alfabético, índice onomástico, índice de materias, índice de nombres,
        índice remissivo, indice analitico, indice dei nomi, zaakregister, sakregister, indeks, rejstřík, предметный
        указатель, именной указатель, алфавитный указатель, указатель, 索引, 찾아보기, 색인, الكشاف, كشاف
    """,
    Matter.REFERENCES: """
        references, reference list, list of references, references cited, bibliography, works cited, cited works,
        literature, literature cited, literature list, select bibliography, selected bibliography, further reading,
        suggested reading, suggestions for further reading, suggested readings, sources, sources and further
        reading, bibliographic notes, bibliographical notes, bibliographic note, recommended reading, additional
        reading, readings, normative references, informative references, references and notes, references and
        further reading, notes, endnotes, end notes, notes and references, footnotes, chapter notes, source notes,
        notes to chapters, literatur, literaturverzeichnis, quellen, quellenverzeichnis, bibliographie,
        bibliografie, anmerkungen, endnoten, quellen und literatur, literaturhinweise, literaturangaben,
        weiterführende literatur, fußnoten, références, références bibliographiques, bibliographie sélective, notes
        et références, ouvrages cités, bibliografía, referencias, referencias bibliográficas, obras citadas, notas,
        referências, referências bibliográficas, bibliografia, riferimenti bibliografici, note, riferimenti,
        literatuur, noten, bronnen, källor, referenser, bibliografi, literatura, przypisy, список литературы,
        литература, примечания, библиография, источники, 参考文献, 参考書目, 參考文獻, 注释, 註釋, 引用文献, 文献,
        注, 註, 참고문헌, 참고 문헌, 주, المراجع, المصادر, المصادر والمراجع, الهوامش
    """,
    Matter.THANKS: """
        acknowledgements, acknowledgments, acknowledgement, acknowledgment, thanks, special thanks, credits, thanks
        and acknowledgements, list of contributors, contributors, acknowledgements and thanks, danksagung, dank,
        danksagungen, dankesworte, remerciements, remerciement, agradecimientos, agradecimiento, agradecimentos,
        ringraziamenti, dankwoord, dankbetuiging, tack, podziękowania, poděkování, благодарности, благодарность,
        致谢, 致謝, 謝辞, 感谢, 鸣谢, 감사의 글, 감사의 말, شكر وتقدير, شكر, الشكر والتقدير
    """,
    Matter.IMPRINT: """
        imprint, copyright, copyright page, copyright notice, legal notice, legal notices, impressum, mentions
        légales, aviso legal, créditos, 版权, 版权页, 奥付
    """,
    Matter.LICENCE: """
        license, licence, copying, gnu free documentation license, gnu general public license, expat license,
        lizenz, licencia, copyright and license, license and copyright, copying conditions, 许可证
    """,
    Matter.FOREWORD: """
        preface, colophon, colofón, change history, changes, release history, revision history, version history,
        document history, changelog, preface, foreword, forewords, dedication, about the author, about the authors,
        about the editor, about the editors, author biography, about this book, about the series, also by the
        author, prefatory note, author's note, author note, notes on contributors, note on contributors, authors'
        addresses, author's address, authors' address, author information, about the publisher, praise, advance
        praise, epigraph, preface to the first edition, preface to the second edition, preface to the third edition,
        preface to the new edition, note to the reader, to the reader, vorwort, geleitwort, widmung, über den autor,
        über die autoren, über die autorin, zum autor, préface, avant-propos, dédicace, à propos de l'auteur,
        prólogo, prefacio, dedicatoria, sobre el autor, sobre los autores, prefácio, prefazione, premessa, dedica,
        voorwoord, förord, przedmowa, předmluva, предисловие, об авторе, 前言, 序, 序言, 自序, 作者简介, 献词,
        まえがき, はじめに, あとがき, 著者紹介, 머리말, 서문, مقدمة الناشر, تقديم, إهداء
    """,
    Matter.STATEMENT: """
        funding, funding information, funding statement, conflict of interest, conflicts of interest, conflict of
        interest statement, competing interests, competing interest, declaration of competing interest, declaration
        of interest, declarations of interest, disclosure statement, author contributions, authors' contributions,
        author contribution, author disclosures, data availability, data availability statement, availability of
        data and materials, code availability, data and code availability, ethics statement, ethics approval,
        ethical approval, ethics approval and consent to participate, consent for publication, informed consent,
        informed consent statement, supplementary material, supplementary materials, supplementary information,
        supporting information, publisher's note, institutional review board statement, orcid, credit authorship
        contribution statement, interessenkonflikt, finanzierung
    """,
}

_REMEMBERED = 4_096
"""Titles. Running headers come back on every page."""

_NOT_TITLE = re.compile(r"[\W\d_]+")
_NUMBERED = re.compile(
    r"^(?:(?:appendix|chapter|annex|anhang|annexe|anexo|kapitel)\s+)?(?:[A-Z]|[IVXLC]{1,6}|\d{1,3})(?:\.\d{1,3})*[.:)]?\s+",
    re.IGNORECASE,
)
LONGEST_TITLE = 90
_LICENCE_NAMES = ("documentationlicense", "publiclicense", "copyingconditions", "creativecommons")
_LAST_WORDS = {Matter.INDEX: ("index", "register", "索引")}


@lru_cache(_REMEMBERED)
def fold_title(title: str) -> str:
    """Its letters in lower case, and nothing else. Some typesetters put blanks between the letters of a heading."""
    return _NOT_TITLE.sub("", title).lower()


_BY_TITLE: Final[Mapping[str, Matter]] = {
    folded: matter for matter, titles in _TITLES.items() for title in titles.split(",") if (folded := fold_title(title))
}


@lru_cache(_REMEMBERED)
def name_matter(title: str) -> Matter | None:
    """What a heading announces, or None for a heading of the body.

    That a word stands there is no proof: a book on databases has a chapter "Indexes", one on music a chapter "Notes".
    """
    if len(title) > LONGEST_TITLE:
        return None
    folded = fold_title(title)
    found = _BY_TITLE.get(folded) or _BY_TITLE.get(fold_title(_NUMBERED.sub("", title, count=1)))
    if found:
        return found
    if any(name in folded for name in _LICENCE_NAMES):
        return Matter.LICENCE
    if folded.startswith("indexof"):
        return Matter.INDEX
    if folded.startswith(("acknowledgementsand", "acknowledgmentsand")):
        return Matter.THANKS
    last = title.lower().split()[-1:] if len(title.split()) <= MOST_WORDS else []
    return next((matter for matter, words in _LAST_WORDS.items() if last and last[0] in words), None)


_ABSTRACTS = frozenset(map(fold_title, ("Abstract", "Summary", "Zusammenfassung", "Résumé", "Resumen", "摘要", "要旨")))


def is_abstract(title: str) -> bool:
    """Whether it is the heading of an abstract, with which the body of a paper begins."""
    return len(title) <= LONGEST_TITLE and fold_title(title) in _ABSTRACTS


def is_thanks_only(title: str) -> bool:
    """Whether a heading of thanks can mean nothing else. In English it may be about protocols, or a list of people."""
    return not fold_title(title).startswith(("ack", "credit", "contributor", "listof", "thanks", "thankyou", "special"))


MOST_WORDS = 6
"""Of a heading such as "Function and variable index"."""
