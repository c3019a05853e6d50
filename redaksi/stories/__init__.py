"""What a story is, and the only way it changes state. All content tables live here, for ever."""
