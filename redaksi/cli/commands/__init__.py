"""One command a file: options in, one function of another module called, its answer printed."""
