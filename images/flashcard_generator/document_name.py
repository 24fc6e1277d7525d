"""What a document is called: as its PDF says, else as its file."""

import re

LONGEST_NAME = 200

_PROGRAM = re.compile(r"^Microsoft (?:Office )?(?:Word|PowerPoint|Excel)\s*[-\u2013:]\s*", re.IGNORECASE)
_EXTENSION = re.compile(
    r"\.(?:pdf|docx?|odt|rtf|tex|dvi|pptx?|odp|xlsx?|html?|indd|qxd|ps|txt|md|markdown|epub|docm|pptm|ppsx)$",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"(?:untitled|unbenannt|sans titre|sin t\u00edtulo|document|dokument|presentation|slide|title|"
    r"pdf|scan|microsoft word)[\W\d_]*|powerpoint presentation|[\W_]*",
    re.IGNORECASE,
)


def clean_name(text: str) -> str | None:
    """A title or a file's name as the name of a document, of at most `LONGEST_NAME` characters in one line.

    None if it says nothing, such as what a program wrote where an author gave no title.
    """
    plain = " ".join("".join(each if each.isprintable() else " " for each in text).split())
    name = _EXTENSION.sub("", _PROGRAM.sub("", plain)).strip()
    return None if _NO_NAME.fullmatch(name) else name[:LONGEST_NAME].strip()
