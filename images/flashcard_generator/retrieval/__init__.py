"""Which passages of a document cards are made from, and how much of it they cover."""
