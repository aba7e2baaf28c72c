"""`nlverify function`: one Boolean function, and whether one neuron computes it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nlverify.cli.common import InputError, clear_errors

if TYPE_CHECKING:
    from nlverify.boolean.expression import Formula
    from nlverify.boolean.function import BooleanFunction
    from nlverify.boolean.npn import Change
    from nlverify.boolean.witness import Clash, Unit

LONG = 64  # hexadecimal digits and rows that are printed in full
DRAWN = 8  # inputs up to which JSON lists every row


@click.command("function", short_help="Say whether one neuron computes a Boolean function, and why.")
@click.argument("function")
@click.option("--inputs", type=int, metavar="N", help="How many inputs the function has; needed for 0x… and 0b….")
@click.option(
    "--certificate",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write statement and certificates, which nlcheck.py accepts, to this new folder.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def function_command(function: str, inputs: int | None, folder: Path | None, *, as_json: bool) -> None:
    """Say whether one neuron computes FUNCTION: smallest whole weights, or the XOR that is hidden in it.

    FUNCTION is an expression of x1, x2, …, 0, 1 with not, and, xor, or, majority(a, b, c), parity(a, b, …),
    ite(a, b, c) (if a then b else c); one of and, or, xor, nand, nor, xnor, majority, parity alone; or a truth table:
    0x6 or 0b0110 with --inputs 2 is a number whose bit i is the value at the input whose digits x1 x2 … are i in
    binary (x1 first); 0110 is the column of values from 0…0 to 1…1.

    Every answer is re-checked by other code before it is printed.
    """
    from nlverify.boolean.expression import read_function
    from nlverify.boolean.function import BooleanFunction

    try:
        table, count, formula = read_function(function, inputs)
    except ValueError as error:
        raise InputError(str(error)) from None
    told = BooleanFunction(table, count)
    written = _write(told, folder) if folder is not None else None
    if as_json:
        click.echo(json.dumps(as_data(told, formula, written), ensure_ascii=False, indent=1))
        return
    for line in describe(told, formula):
        click.echo(line)
    if written:
        click.echo(f"Certificate: {written['folder']}, accepted by nlcheck (sha256 {written['checker_sha256'][:16]}…)")


# ------------------------------------------------------------------ words


def describe(f: BooleanFunction, formula: Formula | None = None) -> list[str]:
    """Return what is known about a function, line by line."""
    from nlverify.boolean.tables import ORDER

    unit, clash = f.threshold(), f.clash()
    shown = f"{f.table:#x}" if f.table.bit_length() <= 4 * LONG else f"{f.table:#x}"[: LONG + 2] + "…"
    lines = [f"{shown}, {_count(f.inputs, 'input')}{f': {formula}' if formula else ''}", f"  {ORDER}"]
    cut = f.values[:LONG] + ("…" if len(f.values) > LONG else "")
    lines.append(f"  values from {'0' * f.inputs or '()'} to {'1' * f.inputs or '()'}: {cut}")
    if len(f.essential) < f.inputs:
        names = ", ".join(map(_name, f.essential))
        lines.append(f"  depends on {names or 'no input'} only")
    if unit is not None:
        lines += _unit_lines(unit)
    if clash is not None:
        lines += _clash_lines(f, clash)
    lines.append(f"Chow parameters (sums of ±F, ±F·X₁, …): {', '.join(map(_minus, f.chow))}")
    lines += _class_lines(f)
    lines += _width_lines(f)
    return lines


def _unit_lines(unit: Unit) -> list[str]:
    left = _sum([(w, _name(k)) for k, w in enumerate(unit.weights, start=1)])
    lines = ["One neuron computes it (a threshold function).", f"  1 exactly where {left} ≥ {_minus(unit.threshold)}"]
    if unit.bound is None:
        return [*lines, "  It is constant: no weights are needed."]
    least = unit.bound.least
    if unit.smallest:
        lines.append(f"  Smallest whole weights: Σ|w| = {unit.total}, and multipliers of the rows show Σ|w| ≥ {least}.")
    else:
        lines.append(f"  Small weights, perhaps not smallest: Σ|w| = {unit.total}, and it cannot be below {least}.")
    return lines


def _clash_lines(f: BooleanFunction, clash: Clash) -> list[str]:
    lines = ["No neuron computes it: no w·x + b is positive exactly where it is 1."]
    sides = [
        " + ".join(f"{'' if m == 1 else f'{m}·'}{_point(row, f.inputs)}" for row, m in rows.items())
        for rows in (clash.true, clash.false)
    ]
    lines.append(f"  It is 1 at each input on the left and 0 at each on the right, and yet {sides[0]} = {sides[1]}.")
    found = f.substitution()
    if found is None:
        none = "No XOR is hidden in it." if f.searched else "A hidden XOR was not looked for everywhere."
        return [*lines, f"  {none} These are Farkas multipliers."]
    put_in, negated = found
    fixed = ", ".join(f"{_name(k)} = {value}" for k, value in put_in.items())
    return [*lines, f"  XOR hides in it: put {fixed}, and {'not ' if negated else ''}(u xor v) is left."]


def _class_lines(f: BooleanFunction) -> list[str]:
    found = f.npn()
    if found is None:
        return ["NPN class: not determined; too many inputs look alike"]
    shown = f"{found.representative:#x}"
    shown = shown if len(shown) <= LONG + 2 else shown[: LONG + 2] + "…"
    size = f", {_count(found.size, 'function')}" if found.size else ""
    return [
        f"Class under negating and permuting inputs and negating the output (NPN): {shown}{size}",
        f"  the representative is g({', '.join(_name(k) for k in range(1, f.inputs + 1))}) = {_made(found.change)}",
    ]


def _made(change: Change) -> str:
    arguments = ", ".join(("not " if n else "") + _name(s) for s, n in zip(change.source, change.negated, strict=True))
    return f"{'not ' if change.output else ''}f({arguments})"


def _width_lines(f: BooleanFunction) -> list[str]:
    widths = _widths(f)
    if not widths:
        return []
    lines = ["Fewest hidden units in one layer:"]
    for model, data in widths.items():
        lines.append(f"  {model:8} {data['width']}   {data['network']}   ({data['lower_bound']})")
    return lines


def _widths(f: BooleanFunction) -> dict[str, dict[str, Any]] | None:
    """Return the widths as data, with networks in the function's own inputs; None if they are not known."""
    from dataclasses import replace

    from nlverify.boolean.width import WrongError

    try:
        found = f.widths()
    except WrongError as error:
        raise InputError(str(error)) from None
    if found is None:
        return None
    place = {small: k - 1 for small, k in enumerate(f.essential or (1,))}
    made: dict[str, dict[str, Any]] = {}
    for model, width in found.items():

        def spread(weights: tuple[int, ...]) -> tuple[int, ...]:
            full = [0] * f.inputs
            for small, w in enumerate(weights):
                full[place[small]] = w
            return tuple(full)

        units = tuple(replace(u, weights=spread(u.weights)) for u in width.network.units)
        skip = spread(width.network.skip) if width.network.skip else ()
        network = replace(width.network, units=units, skip=skip)
        network.check(f.table, f.inputs)
        made[model] = {
            "width": width.value,
            "network": str(network),
            "hidden": [{"weights": list(u.weights), "bias": u.bias, "out": u.out} for u in units],
            "bias": network.bias,
            "skip": list(skip),
            "scale": network.scale,
            "lower_bound": width.standing,
        }
    return made


# ------------------------------------------------------------------ data


def as_data(f: BooleanFunction, formula: Formula | None, written: dict[str, Any] | None) -> dict[str, Any]:
    """Return everything that is known about a function, as docs/schemas/function-1.json says."""
    from nlverify.boolean.tables import ORDER

    unit, clash, found, put_in = f.threshold(), f.clash(), f.npn(), f.substitution()
    hidden = f.hidden_xor()
    return {
        "schema": "nlverify-function/1",
        "table": f"{f.table:#x}",
        "inputs": f.inputs,
        "order": ORDER,
        "values": f.values,
        "expression": str(formula) if formula is not None else None,
        "depends_on": list(f.essential),
        "threshold": unit is not None,
        "chow": list(f.chow),
        "unit": _unit_data(unit) if unit else None,
        "clash": {"true": _rows(clash.true, f.inputs), "false": _rows(clash.false, f.inputs)} if clash else None,
        "hidden_xor": {
            "true": list(hidden.true),
            "false": list(hidden.false),
            "put_in": {_plain(k): value for k, value in put_in[0].items()},
            "left": "xnor" if put_in[1] else "xor",
        }
        if hidden and put_in
        else None,
        "hidden_xor_searched": f.searched,
        "npn": {
            "representative": f"{found.representative:#x}",
            "size": found.size,
            "source": list(found.change.source),
            "negated": list(found.change.negated),
            "negate_output": found.change.output,
        }
        if found
        else None,
        "widths": _widths(f),
        "rows": _all_rows(f, unit) if f.inputs <= DRAWN else None,
        "certificate": written,
    }


def _unit_data(unit: Unit) -> dict[str, Any]:
    bound = unit.bound
    return {
        "weights": list(unit.weights),
        "threshold": unit.threshold,
        "total": unit.total,
        "smallest": unit.smallest,
        "bound": {
            "least": str(bound.least),
            "order": list(bound.order),
            "rising": list(bound.rising),
            "true": {str(row): str(m) for row, m in bound.true.items()},
            "false": {str(row): str(m) for row, m in bound.false.items()},
        }
        if bound
        else None,
    }


def _rows(rows: Any, inputs: int) -> list[dict[str, Any]]:  # noqa: ANN401 - {row: multiplier}
    return [{"row": row, "point": _digits(row, inputs), "multiplier": m} for row, m in rows.items()]


def _all_rows(f: BooleanFunction, unit: Unit | None) -> list[dict[str, Any]]:
    from nlverify.boolean.tables import point

    made = []
    for row, value in enumerate(f.values):
        x = point(row, f.inputs)
        entry: dict[str, Any] = {"point": _digits(row, f.inputs), "value": int(value)}
        if unit is not None:
            entry["sum"] = sum(w * v for w, v in zip(unit.weights, x, strict=True))
        made.append(entry)
    return made


# ------------------------------------------------------------------ certificate


def _write(f: BooleanFunction, folder: Path) -> dict[str, Any]:
    """Write a claim folder and have nlcheck judge it; whatever it does not accept is an error."""
    from nlverify.boolean.certificate import claim_folder
    from nlverify.bundle import ask_checker
    from nlverify.corpus import CHECKER
    from nlverify.files import write_json

    answer = f.threshold() or f.clash()
    try:
        files = claim_folder(f.table, f.inputs, answer) if answer else {}
    except ValueError as error:
        raise InputError(f"--certificate: {error}") from None
    with clear_errors():
        if folder.exists() and (not folder.is_dir() or {p.name for p in folder.iterdir()} - set(files)):
            raise InputError(f"{folder}: expected a new folder, got one with other files, or a file; name another")
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            write_json(folder / name, data)
        report = ask_checker(CHECKER, str(folder))
    if not report["accepted"]:
        raise InputError(f"{folder}: expected certificates that nlcheck accepts, got others; please report this")
    sha256 = {c["file"]: c["sha256"] for claim in report["claims"] for c in claim["certificates"]}
    return {"folder": str(folder), "accepted": True, "checker_sha256": report["checker_sha256"], "sha256": sha256}


# ------------------------------------------------------------------ small words


def _sum(terms: list[tuple[int, str]]) -> str:
    from nlverify.boolean.width import summed

    return summed(terms)


def _name(variable: int) -> str:
    from nlverify.boolean.unit import subscript

    return f"x{subscript(variable)}"


def _plain(variable: int) -> str:
    return f"x{variable}"


def _point(row: int, inputs: int) -> str:
    return f"({','.join(_digits(row, inputs))})"


def _digits(row: int, inputs: int) -> str:
    return f"{row:0{inputs}b}" if inputs else ""


def _minus(number: int) -> str:
    return str(number).replace("-", "−")


def _count(number: int | None, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
