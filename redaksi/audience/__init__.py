"""Knows what is read, without knowing who reads."""
