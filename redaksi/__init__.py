"""Redaksi: the newsroom and the news site in one."""

__version__ = "0.1.0"
