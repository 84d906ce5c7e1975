"""Between what the official forms say and the rows of their tables."""

from budget.plan.forms import AccountName, Indicator, IndicatorKind, Official, OfficialRole, SubActivity
from budget.store.form_tables import AccountNameRow, IndicatorRow, OfficialRow, SubActivityRow


def sub_activity_row(record: SubActivity, region_code: str) -> SubActivityRow:
    return SubActivityRow(
        region_code=region_code,
        skpd=record.skpd,
        code=record.code,
        name=record.name,
        affair=record.affair,
        field_of_affairs=record.field_of_affairs,
        programme=record.programme,
        activity=record.activity,
        unit=record.unit,
        sub_unit=record.sub_unit,
        minimum_service=record.minimum_service,
        service_kind=record.service_kind,
        location=record.location,
        carried_out=record.carried_out,
        target_group=record.target_group,
        before_rupiah=record.before,
        after_rupiah=record.after,
        dpa_number=record.dpa_number,
    )


def sub_activity(row: SubActivityRow) -> SubActivity:
    return SubActivity(
        skpd=row.skpd,
        code=row.code,
        name=row.name,
        affair=row.affair,
        field_of_affairs=row.field_of_affairs,
        programme=row.programme,
        activity=row.activity,
        unit=row.unit,
        sub_unit=row.sub_unit,
        minimum_service=row.minimum_service,
        service_kind=row.service_kind,
        location=row.location,
        carried_out=row.carried_out,
        target_group=row.target_group,
        before=row.before_rupiah,
        after=row.after_rupiah,
        dpa_number=row.dpa_number,
    )


def indicator_row(record: Indicator, region_code: str) -> IndicatorRow:
    return IndicatorRow(
        region_code=region_code,
        skpd=record.skpd,
        sub_activity=record.sub_activity,
        kind=record.kind.value,
        measure=record.measure,
        target=record.target,
    )


def indicator(row: IndicatorRow) -> Indicator:
    return Indicator(row.skpd, row.sub_activity, IndicatorKind(row.kind), row.measure, row.target)


def account_name_row(record: AccountName, region_code: str) -> AccountNameRow:
    return AccountNameRow(region_code=region_code, code=record.code, name=record.name)


def account_name(row: AccountNameRow) -> AccountName:
    return AccountName(row.code, row.name)


def official_row(record: Official, region_code: str) -> OfficialRow:
    return OfficialRow(
        region_code=region_code,
        role=record.role.value,
        name=record.name,
        nip=record.nip,
        rank=record.rank,
        position_held=record.position,
        skpd=record.skpd,
    )


def official(row: OfficialRow) -> Official:
    return Official(OfficialRole(row.role), row.name, row.nip, row.rank, row.position_held, row.skpd)
