"""What several BandUp functions need: jobs, identity, HTTP, models, storage, settings."""
