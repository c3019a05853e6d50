"""The demo edition: a sample paper with its people, so that a newcomer reads, writes and publishes within a minute."""
