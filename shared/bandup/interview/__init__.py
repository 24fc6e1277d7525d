"""What the functions for interview practice share."""
