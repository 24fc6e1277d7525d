"""Grades IELTS Writing answers: a worker behind the writing queue."""
