"""The local stage in containers: its images, and the proof that it grades an essay."""
