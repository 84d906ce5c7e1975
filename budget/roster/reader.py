"""The process that reads a long list beside the one that stores it: `python -m budget.roster.reader`."""

from budget.roster.readings import main

main()
