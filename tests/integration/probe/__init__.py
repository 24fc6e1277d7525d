"""A function that does what it is told, for the tests of how functions are run."""
