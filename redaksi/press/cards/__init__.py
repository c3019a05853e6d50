"""The picture that goes along when a story is shared: its headline, section and the paper's name, over its photo.

Drawn by the worker when a story goes out here; what was taken over from another site shows its photo alone.
"""
