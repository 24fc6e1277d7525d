"""Stand-ins that tests share: a clock that can be moved, a queue that can be watched, tables in memory."""
