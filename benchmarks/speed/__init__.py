"""`make bench`: this system beside the design that it grew from, on the same documents, in the same run."""
