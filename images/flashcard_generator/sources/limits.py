"""What a document other than a PDF may cost, besides the limits of `pdf.limits` that hold for every document."""

MIB = 1024 * 1024

MAX_MEMBERS = 10_000
"""Of an archive. A book of 1,500 pictures has some 2,000."""

MAX_MEMBER_BYTES = 64 * MIB
MAX_UNPACKED_BYTES = 96 * MIB
"""What is unpacked of one member and of all that are read, counted while it is unpacked: what an archive says of its
sizes may be wrong, and members may overlap. 6,000,000 characters in Word's XML have 30 to 60 MB."""

MAX_DEPTH = 256
"""Elements within each other. Word's own files reach 40."""

MAX_MARKDOWN_DEPTH = 100
"""Lists, their items and quotations within each other: 50 lists. The parser calls itself for each."""

PART_CHARACTERS = 20_000
"""Where a document has no pages, its text is handed on from heading to heading, or in parts of about this length."""

MAX_MARKDOWN_CHARACTERS = 2_000_000
"""The parser takes 1.5 s of processor time for a million. Novels of the longest kind have three million."""

MAX_TEXT_BYTES = 24_000_000
"""`pdf.limits.MAX_CHARACTERS` of four bytes each. What has more is not decoded."""

MAX_CONTROLS = 0.02
"""The share of a text's characters that may be none. Random bytes have a tenth."""
