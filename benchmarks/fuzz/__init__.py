"""Generated requests against every route of a running local stage: docs/develop/fuzz.md."""
