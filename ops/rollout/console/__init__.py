"""Brings the console onto a stage in AWS, and back: a release is a folder of the stage's bucket, and one is served."""
