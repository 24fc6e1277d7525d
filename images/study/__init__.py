"""Cards that come back: what is proposed, what is due, and reviews. And questions to practise with."""
