"""Scripts that run with an image's own interpreter, during its build or after it."""
