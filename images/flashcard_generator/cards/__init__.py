"""From chosen passages to good cards: what the model is asked, what it must answer, and what is checked."""
