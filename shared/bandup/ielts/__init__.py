"""The rules of the IELTS test itself: bands and words. Pure, exact, and the same whatever a model says."""
