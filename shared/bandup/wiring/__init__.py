"""What the interview functions are built of: settings and services."""
