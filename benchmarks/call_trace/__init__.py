"""How far one essay travels through our code: which files its grading calls, and how often it moves between them."""
