"""Thousands of jobs and interviews of each kind while everything around them fails (docs/develop/storm.md)."""
