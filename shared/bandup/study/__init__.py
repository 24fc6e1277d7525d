"""Cards that one user studies, and the log of their reviews: what the function `study` and the account share."""
