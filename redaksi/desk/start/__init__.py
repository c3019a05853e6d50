"""What else the desk's first page shows: every module here with `PANELS`, found by being there. None is named elsewhere.

`PANELS` are classes of components with a `name`, and with an `order` that says where: alarms stand below 10, what waits below
20. A panel that has nothing to say renders nothing.
"""
