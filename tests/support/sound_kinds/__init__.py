"""Sounds with and without a voice, made by code, and which of them no threshold was chosen by."""
