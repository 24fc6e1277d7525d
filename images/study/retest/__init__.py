"""Tells of later work whether a mistake is still made: when its card retires, and when it wakes."""
