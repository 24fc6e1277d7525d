"""The life of a job: accepted, queued, leased by a worker, ended with exactly one stored result."""
