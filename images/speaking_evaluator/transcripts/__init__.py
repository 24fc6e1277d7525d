"""Writes down what is said in a recording, and judges nothing: an interview's spoken answer."""
