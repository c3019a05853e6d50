"""Telling services outside, at once, what is new, changed or gone: WebSub hubs the feeds, IndexNow the story's address.

Nobody is told until settings name them. What is to be told is written with the change itself; the worker sends it, and again
later where nobody answers. WebSub: https://www.w3.org/TR/websub/#publishing. IndexNow: https://www.indexnow.org/documentation.
"""
