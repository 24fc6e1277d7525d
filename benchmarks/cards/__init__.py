"""`make cards`: which right cards the checks turn away and which wrong ones they keep."""
