"""How a PDF is known."""

MAGIC = b"%PDF-"
MAGIC_WITHIN = 1024
"""Among the first so many bytes the magic must begin. The standard wants it first; readers since Acrobat take it
anywhere here, and files with a few bytes before it do exist."""


def is_pdf(data: bytes) -> bool:
    """Whether it begins as a PDF."""
    return data.find(MAGIC, 0, MAGIC_WITHIN + len(MAGIC) - 1) >= 0
