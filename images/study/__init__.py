"""Cards that come back: what is proposed, what is due, and reviews."""
