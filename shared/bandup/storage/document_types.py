"""What a document may be called by whoever uploads it. What it is, only its bytes show."""

DOCUMENT_TYPES = frozenset(
    {
        "application/epub+zip",
        "application/pdf",
        # With macros: they are read like the others, and nothing of a macro is ever opened.
        "application/vnd.ms-powerpoint.presentation.macroenabled.12",
        "application/vnd.ms-word.document.macroenabled.12",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "application/vnd.openxmlformats-officedocument.presentationml.slideshow",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "text/markdown",
        "text/plain",
        "text/x-markdown",
    }
)
"""Media types in lower case of each kind of document that is read: PDF, Word, slides, books, Markdown and text."""
