"""Whether a word is one, and which was meant: Indonesian with its affixes, and the English that newspapers leave as it is.

No Django here: the panel, the command line and the measurement ask the same functions.
"""
