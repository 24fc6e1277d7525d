"""What became of an earlier draft in a later one."""
