"""The bank of practice questions: what stands in it, how it is listed and found."""
