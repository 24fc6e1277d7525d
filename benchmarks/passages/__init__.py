"""Measures which passages cards are made from: documents whose body is known, and the share chosen outside it."""
