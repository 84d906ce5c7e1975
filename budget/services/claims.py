"""Checking a claim, without a workspace."""

from budget.claim import Judgement, judge, read_claim


def check_claim(text: str) -> Judgement:
    """Work out what a text claims; BadEntry with place and expectation where it is no claim."""
    return judge(read_claim(text))
