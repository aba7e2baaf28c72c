"""Expressions read from their JSON form, and written as by hand."""

from __future__ import annotations

from fractions import Fraction

from nlverify.exact.expression import Expr, Json, atom, expr, symbols

BINDING = {"symbol": 1, "+": 1, "-": 1, "*": 2, "/": 2, "^": 3}  # how tightly an operator binds


def parsed(data: Json) -> Expr:
    """Return the expression that a JSON tree stands for.

    >>> show(parsed(["+", ["*", "2", "x"], ["-", "y"]]))
    '2·x + −y'
    """
    if isinstance(data, str):
        if data[0] == "#":
            return atom(int(data[1:]))
        return symbols(data)[0] if data[0].isalpha() else expr(Fraction(data))
    if not isinstance(data, list):
        raise TypeError(f"expression: expected text or a list, got {data!r}")
    op, *args = data
    return Expr(str(op), tuple(a if isinstance(a, int) else parsed(a) for a in args))


def show(tree: Expr, around: int = 0) -> str:
    """Return an expression as it is written by hand; `around` is how tightly the operator around it binds.

    >>> x, y = symbols("x y")
    >>> show(2 * x - (y - 1) / 3)
    '2·x − (y − 1)/3'
    """
    if tree.op in ("symbol", "number"):
        text = str(tree.args[0]).replace("-", "−")
        return f"({text})" if around > BINDING["symbol"] and not text.isalnum() else text
    binds = BINDING.get(tree.op, 0)
    parts = tree.children
    match tree.op, parts:
        case "+", _:
            text = " + ".join(show(a, binds) for a in parts)
        case "-", [a]:
            text = f"−{show(a, binds + 1)}"
        case "-", [a, b]:
            text = f"{show(a, binds)} − {show(b, binds + 1)}"
        case "*", _:
            text = "·".join(show(a, binds) for a in parts)
        case "/", [a, b]:
            text = f"{show(a, binds)}/{show(b, binds + 1)}"
        case "^", [a]:
            text = f"{show(a, binds + 1)}^{tree.args[1]}"
        case op, _:
            return f"{op}({', '.join(map(show, parts))})"
    return f"({text})" if binds < around else text
