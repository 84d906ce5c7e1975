"""Official forms: what an officer's template looks like, filled with what the engine has found."""
