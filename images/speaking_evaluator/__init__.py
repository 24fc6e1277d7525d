"""Grades IELTS Speaking recordings: a worker behind the speaking queue."""
