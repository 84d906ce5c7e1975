"""Use cases: what the command line and the screens call, and nothing else does."""
