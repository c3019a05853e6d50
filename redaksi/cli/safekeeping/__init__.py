"""Backup and restore: one file holds what an installation cannot make again."""
