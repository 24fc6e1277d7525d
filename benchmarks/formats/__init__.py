"""What each form of recording costs to read."""
