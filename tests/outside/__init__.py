"""How others read our pages: validators, readers' extractors, accessibility checkers, the wire's weight."""
