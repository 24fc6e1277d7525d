"""What reading scanned pages may cost."""

MAX_PAGES = 30
"""Most pages of a document that a stage may allow. Their texts are kept with the job, whose item holds 400 KB."""
