"""What the functions and operators of our formulas come to, in exact numbers.

Errors of cells are values as long as they only stand in a range, and raised once somebody counts with them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Context, Decimal
from fractions import Fraction

from budget.workbook.council.content import Plain, number_of
from budget.workbook.council.formulas import Unreadable


class CellError(Exception):
    """A cell that shows an error, such as #N/A."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


# What a cell or a part of a formula comes to; None is an empty cell.
Scalar = Fraction | str | bool | None
Result = Scalar | CellError
Matrix = list[list[Result]]

NO_VALUE, NOT_AVAILABLE, BY_ZERO, NO_PLACE, NO_NUMBER = "#VALUE!", "#N/A", "#DIV/0!", "#REF!", "#NUM!"
_PRECISE = Context(prec=40, traps=[])
# Nobody's budget has more digits, and whoever forges a file may not keep us busy with them.
_MOST_BITS, _MOST_CHARACTERS, _MOST_PLACES = 2_000, 32_767, 30


def shown_value(value: Result) -> Plain | None:
    match value:
        case CellError():
            return value.code
        case bool():
            return "TRUE" if value else "FALSE"
        case Fraction():
            return number_of(_PRECISE.divide(Decimal(value.numerator), Decimal(value.denominator)))
        case _:
            # A formula that points to an empty cell shows 0.
            return Decimal(0) if value is None else value


def scalar(value: Result | Matrix) -> Scalar:
    if isinstance(value, list):
        if len(value) == 1 and len(value[0]) == 1:
            return scalar(value[0][0])
        raise CellError(NO_VALUE)
    if isinstance(value, CellError):
        raise value
    return value


def number(value: Result) -> Fraction:
    match value:
        case CellError():
            raise value
        case Fraction():
            return value
        case None:
            return Fraction(0)
        case bool():
            return Fraction(int(value))
        case _:
            raise CellError(NO_VALUE)


def _flat(values: Sequence[Result | Matrix]) -> Iterator[Result]:
    for value in values:
        if isinstance(value, list):
            yield from (each for row in value for each in row)
        else:
            yield value


def _numbers(values: Sequence[Result | Matrix]) -> list[Fraction]:
    """The numbers among the arguments of a sum: texts and empty cells are passed over."""
    return [number(v) for v in _flat(values) if isinstance(v, Fraction | CellError)]


Function = Callable[[Sequence[Result]], Scalar]


def each_place(function: Function, operands: Sequence[Result | Matrix]) -> Result | Matrix:
    """The function of single values, or of each place of ranges of one shape."""
    ranges = [operand for operand in operands if isinstance(operand, list)]
    if not ranges:
        return bounded(function([operand for operand in operands if not isinstance(operand, list)]))
    height, width = max(map(len, ranges)), max(len(each[0]) for each in ranges)

    def at(row: int, column: int) -> Result:
        values: list[Result] = []
        for operand in operands:
            if not isinstance(operand, list):
                values.append(operand)
                continue
            line = operand[row if len(operand) > 1 else 0]
            values.append(line[column if len(line) > 1 else 0])
        try:
            return bounded(function(values))
        except CellError as error:
            return error

    return [[at(row, column) for column in range(width)] for row in range(height)]


def bounded(value: Scalar) -> Scalar:
    """The value; an error in its place where it has more digits or letters than a cell may hold."""
    if isinstance(value, Fraction):
        if value.numerator.bit_length() > _MOST_BITS or value.denominator.bit_length() > _MOST_BITS:
            raise CellError(NO_NUMBER)
    elif isinstance(value, str) and len(value) > _MOST_CHARACTERS:
        raise CellError(NO_VALUE)
    return value


def _divided(values: Sequence[Result]) -> Fraction:
    divisor = number(values[1])
    if not divisor:
        raise CellError(BY_ZERO)
    return number(values[0]) / divisor


def _order(values: Sequence[Result]) -> int:
    """-1, 0 or 1, as the first value is below, at or above the second one; texts without capitals."""
    one, other = (scalar(value) for value in values)
    if isinstance(one, str) or isinstance(other, str):
        left, right = (("" if v is None else v) for v in (one, other))
        if not (isinstance(left, str) and isinstance(right, str)):
            return 1 if isinstance(left, str) else -1
        left, right = left.casefold(), right.casefold()
        return (left > right) - (left < right)
    difference = number(one) - number(other)
    return (difference > 0) - (difference < 0)


def _text(value: Result) -> str:
    plain = shown_value(scalar(value)) if value is not None else ""
    return f"{plain:f}" if isinstance(plain, Decimal) else plain or ""


OPERATORS: Mapping[str, Function] = {
    "+": lambda v: number(v[0]) + number(v[1]),
    "-": lambda v: number(v[0]) - number(v[1]),
    "*": lambda v: number(v[0]) * number(v[1]),
    "/": _divided,
    "&": lambda v: _text(v[0]) + _text(v[1]),
    "=": lambda v: _order(v) == 0,
    "<>": lambda v: _order(v) != 0,
    "<": lambda v: _order(v) < 0,
    ">": lambda v: _order(v) > 0,
    "<=": lambda v: _order(v) <= 0,
    ">=": lambda v: _order(v) >= 0,
}


def _rounded(values: Sequence[Result]) -> Fraction:
    """Half away from zero, as spreadsheets round."""
    exact, places = number(values[0]), number(values[1])
    if abs(places) > _MOST_PLACES:
        raise CellError(NO_NUMBER)
    scale, sign = Fraction(10) ** int(places), -1 if exact < 0 else 1
    return sign * Fraction((abs(exact) * scale * 2 + 1) // 2) / scale


def _modulo(values: Sequence[Result]) -> Fraction:
    divisor = number(values[1])
    if not divisor:
        raise CellError(BY_ZERO)
    return number(values[0]) % divisor


def _rows(values: Sequence[Result | Matrix]) -> Fraction:
    return Fraction(len(values[0]) if isinstance(values[0], list) else 1)


def _index(values: Sequence[Result | Matrix]) -> Scalar:
    table = values[0] if isinstance(values[0], list) else [[values[0]]]
    where = [int(number(scalar(value))) for value in values[1:]]
    row, column = (where[0], where[1]) if len(where) > 1 else (where[0], 1)
    if len(where) == 1 and len(table) == 1:
        row, column = 1, where[0]
    if not (1 <= row <= len(table) and 1 <= column <= len(table[0])):
        raise CellError(NO_PLACE)
    return scalar(table[row - 1][column - 1])


def _match(values: Sequence[Result | Matrix]) -> Fraction:
    """The exact kind alone."""
    if len(values) < 3 or number(scalar(values[2])) != 0:
        raise Unreadable("MATCH")
    wanted = scalar(values[0])
    for place, value in enumerate(_flat([values[1]]), start=1):
        alike = value is not None and isinstance(value, str) == isinstance(wanted, str)
        if alike and _order([value, wanted]) == 0:
            return Fraction(place)
    raise CellError(NOT_AVAILABLE)


def _sum_if(values: Sequence[Result | Matrix]) -> Fraction:
    where, wanted = list(_flat([values[0]])), scalar(values[1])
    if isinstance(wanted, str):
        raise Unreadable("SUMIF")
    amounts = list(_flat([values[2]])) if len(values) > 2 else where
    chosen = (a for w, a in zip(where, amounts, strict=True) if isinstance(w, Fraction) and w == wanted)
    return sum(_numbers(list(chosen)), Fraction(0))


def _product_sum(values: Sequence[Result | Matrix]) -> Fraction:
    product = each_place(_multiplied, list(values))
    return sum(_numbers([product]), Fraction(0))


def _multiplied(values: Sequence[Result]) -> Fraction:
    """Texts and truths count as zero between commas."""
    result = Fraction(1)
    for value in values:
        result *= number(value) if isinstance(value, Fraction | CellError) else 0
    return result


def _written(values: Sequence[Result]) -> str:
    """A whole number with so many digits at least: formats of zeros alone, which all languages share."""
    exact, pattern = number(values[0]), scalar(values[1])
    if exact.denominator != 1 or not isinstance(pattern, str) or set(pattern) != {"0"}:
        raise Unreadable("TEXT")
    return f"{'-' if exact < 0 else ''}{abs(exact.numerator):0{len(pattern)}d}"


def _not_available(_: Sequence[Result | Matrix]) -> Scalar:
    raise CellError(NOT_AVAILABLE)


def _elementwise(function: Function) -> "RangeFunction":
    return lambda values: each_place(function, values)


RangeFunction = Callable[[Sequence[Result | Matrix]], Result | Matrix]
FUNCTIONS: Mapping[str, RangeFunction] = {
    "SUM": lambda v: sum(_numbers(v), Fraction(0)),
    "SUMPRODUCT": _product_sum,
    "SUMIF": _sum_if,
    "COUNT": lambda v: Fraction(sum(isinstance(each, Fraction) for each in _flat(v))),
    "ISNUMBER": _elementwise(lambda v: isinstance(v[0], Fraction)),
    "TEXT": _elementwise(_written),
    "MIN": lambda v: min(_numbers(v), default=Fraction(0)),
    "MAX": lambda v: max(_numbers(v), default=Fraction(0)),
    "AND": lambda v: all(number(each) for each in _flat(v)),
    "OR": lambda v: any(number(each) for each in _flat(v)),
    "NOT": lambda v: not number(scalar(v[0])),
    "ROWS": _rows,
    "INDEX": _index,
    "MATCH": _match,
    "NA": _not_available,
    "ABS": _elementwise(lambda v: abs(number(v[0]))),
    "INT": _elementwise(lambda v: Fraction(number(v[0]) // 1)),
    "MOD": _elementwise(_modulo),
    "QUOTIENT": _elementwise(lambda v: Fraction(int(_divided(v)))),
    "ROUND": _elementwise(_rounded),
}
