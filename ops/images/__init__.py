"""What building, checking and releasing the images needs. Nothing here runs inside a function."""
