"""An installation at work: the processes that belong together, started, watched and stopped as one."""
