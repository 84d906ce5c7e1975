"""Random plans whose allocation lines lie in several places and accounts, for the laws of the forms."""

from dataclasses import replace

from engine.random_plans import plans
from hypothesis import strategies as st

from budget.contribution import Programme
from budget.plan import Plan

JKK, JKM = Programme.JKK, Programme.JKM
SUB, OTHER_SUB = "2.07.05.2.02.0005", "2.07.05.2.02.0001"
JKK_CODE, JKM_CODE = "5.1.02.02.02.0006", "5.1.02.02.02.0007"
ACCOUNTS = st.sampled_from(["", JKK_CODE, JKM_CODE])


@st.composite
def plans_with_accounts(draw: st.DrawFn) -> Plan:
    """Lines of several places, accounts, sources and programmes, some of which pay nothing."""
    plan = draw(plans())
    lines = [
        replace(
            each,
            skpd=draw(st.sampled_from(["", "Disnaker", "disnaker", "Dinsos"])),
            sub_activity=draw(st.sampled_from(["", SUB, OTHER_SUB])),
            account=draw(ACCOUNTS),
            funding=draw(st.sampled_from(["", "PAD", "DBH CHT"])),
            programmes=draw(st.sampled_from([(JKK,), (JKM,), (JKK, JKM)])),
        )
        for each in plan.allocations
    ]
    return replace(plan, allocations=tuple(lines))
