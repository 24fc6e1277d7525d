"""What a learner does on the platform, each by the public API of any stage: the demo's and the smoke test's steps."""
