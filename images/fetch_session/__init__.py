"""Reads back the full history of one practice interview."""
