"""Talks to other newsrooms and other systems: reads and writes their formats."""
