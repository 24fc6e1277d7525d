"""How well the configured examiner agrees with known bands: `python -m accuracy FOLDER`, see docs/use/accuracy.md."""
