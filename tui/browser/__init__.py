"""The screens in a browser of this machine: who may come in, what is served, one process a window."""
