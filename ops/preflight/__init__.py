"""What must be true in the operator's account before the first deployment."""
