"""Cards that one user studies: what results propose, the log of reviews, and when FSRS brings a card back."""
