"""Measures how many honest texts are taken for orders to the judge, and how many orders are found."""
