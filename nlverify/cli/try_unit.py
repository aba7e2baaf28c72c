"""`nlverify try`: one unit against a truth table, and why no unit of its kind can do it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import click

from nlverify.boolean import unit as units
from nlverify.boolean.unit import ACTIVATIONS, Unit, show_point, subscript
from nlverify.cli.common import FALSE, UNDECIDED, InputError

if TYPE_CHECKING:
    from nlverify.evidence import Cases
    from nlverify.statement import Fires, Table

CLAIMS = {"none": "xor-not-threshold", "monotone": "xor-monotone-unit"}


class ListOptions(click.Command):
    """Lets `--weights` take all that follows it, up to the next option or the name of a function."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Join what follows --weights into one argument; whether these are numbers is asked later."""
        joined: list[str] = []
        collecting = False
        for arg in args:
            if collecting and not arg.startswith("--") and arg != "-h" and arg.lower() not in units.FUNCTIONS:
                joined[-1] = f"{joined[-1]} {arg}".strip()
                continue
            name, equals, first = arg.partition("=")
            collecting = name == "--weights"
            joined += [name, first] if collecting and equals else [arg, ""] if collecting else [arg]
        return super().parse_args(ctx, joined)


@dataclass(frozen=True)
class Answer:
    """Whether some unit of the kind computes the table: one that does, or three lines why not.

    `unit` and `why` are both empty where that was not decided.
    """

    unit: Unit | None
    why: list[str]
    claim: str = ""


@click.command("try", cls=ListOptions, short_help="Try to compute a truth table with one unit.")
@click.argument("function")
@click.option("--weights", metavar="W…", help="One weight for each input: 2, -0.5 or 1/3.")
@click.option("--bias", metavar="B", help="The bias b of these weights; 0 by default.")
@click.option(
    "--activation", type=click.Choice(list(ACTIVATIONS)), default="none", show_default=True, help="σ of the unit."
)
@click.option("--threshold", metavar="T", help="The unit fires when σ(w·x + b) > T (default 0; 1/2 for sigmoid).")
@click.option("--at-least", is_flag=True, help="Fire when σ(w·x + b) ≥ T instead.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def try_command(
    ctx: click.Context,
    function: str,
    weights: str | None,
    bias: str | None,
    activation: str,
    threshold: str | None,
    *,
    at_least: bool,
    as_json: bool,
) -> None:
    """Try to compute FUNCTION with one unit: FUNCTION is xor, xnor, and, or, nand, nor, or a table such as 0110.

    The digits of a table are the values at 00…0 first, 11…1 last; the last input varies fastest.

    Without --weights: does any choice work? Exit code 0 if the unit (or some unit) computes the table, 1 if not,
    3 if that was not decided.
    """
    try:
        table = units.parse_function(function)
    except ValueError as error:
        raise InputError(f"FUNCTION: {error}") from None
    fires: Fires = ">=" if at_least else ">"
    cut = _number("--threshold", threshold) if threshold is not None else ACTIVATIONS[activation].threshold
    if not ACTIVATIONS[activation].exact and cut != ACTIVATIONS[activation].threshold:
        usual = ACTIVATIONS[activation].threshold
        raise InputError(
            f"--threshold: expected {usual} for {activation}, got {cut}; leave it out, and change the bias"
        )
    mine = None
    if weights is not None:
        values = tuple(_number("--weights", w) for w in weights.split())
        if len(values) != table.dimension:
            raise InputError(f"--weights: expected {table.dimension} numbers, got {len(values)}; one for each input")
        mine = Unit(values, _number("--bias", bias or "0"), activation, cut, fires)
    elif bias is not None:
        raise InputError(f"--bias: expected --weights beside it, got {bias} alone; give one weight for each input")
    works = mine is not None and _wrong(mine, table) == []
    answer = Answer(mine, []) if works else decide(table, Unit((), Fraction(0), activation, cut, fires))
    if as_json:
        click.echo(json.dumps(_as_json(function, table, mine, answer), ensure_ascii=False, indent=1))
    else:
        _print(function, table, mine, answer, cut)
    if works or (mine is None and answer.unit is not None):
        return
    ctx.exit(FALSE if mine is not None or answer.why else UNDECIDED)


def decide(table: Table, kind: Unit) -> Answer:
    """Return a unit with the activation and threshold of `kind` that computes the table, or why there is none."""
    if len(set(table.values)) == 1:
        return _constant(table, kind)
    from nlverify.engines import search
    from nlverify.evidence import Weights
    from nlverify.statement import SomeNetwork

    if not ACTIVATIONS[kind.activation].monotone:
        wanted = SomeNetwork(table, hidden=1, activation="abs", readout=kind.fires)
        try:
            network = search.find_network(wanted)
        except search.NoEvidenceError:
            return Answer(None, [])
        (hidden,) = network.units
        scale = abs(Fraction(hidden.out))
        cut = -Fraction(network.bias) / scale
        cut = cut * cut if kind.activation == "square" and cut >= 0 else cut
        found = replace(kind, weights=_fractions(hidden.weights), bias=Fraction(hidden.bias), threshold=cut)
        return Answer(found if _wrong(found, table) == [] else None, [])
    monotone = kind.activation != "none"
    evidence = search.separate(table, kind.fires, "monotone-unit" if monotone else "affine-unit")
    if isinstance(evidence, Weights):
        found = replace(kind, weights=_fractions(evidence.weights), bias=Fraction(evidence.bias))
        shifted = [replace(found, bias=found.bias + z) for z in _reaching(kind.threshold)]  # found for the threshold 0
        return Answer(next((u for u in shifted if _wrong(u, table) == []), None), [])
    rows = _multipliers(evidence)
    claim = CLAIMS["monotone" if monotone else "none"] if _is_xor(table, allow_negation=monotone) else ""
    if not monotone:
        return Answer(None, units.why_impossible(table, kind.fires, rows), claim)
    ones, rest = ([k for k, v in enumerate(table.values) if v == label] for label in (1, 0))
    pairs = [(i, j) for i in ones for j in rest]
    return Answer(None, units.why_impossible_monotone(table, {pairs[k]: m for k, m in rows.items()}), claim)


def _constant(table: Table, kind: Unit) -> Answer:
    """A constant table: every weight 0, and a bias on the right side of the threshold if σ reaches it."""
    biases = [z + step for z in _reaching(kind.threshold) for step in (0, 1, -1)]
    tries = [replace(kind, weights=(Fraction(0),) * table.dimension, bias=b) for b in biases]
    return Answer(next((u for u in tries if _wrong(u, table) == []), None), [])


def _reaching(threshold: Fraction) -> tuple[Fraction, ...]:
    """Return where one of the activations may be at its threshold; leaky ReLU is at −1 only at −100."""
    return (Fraction(0), threshold, 100 * threshold)


def _print(function: str, table: Table, mine: Unit | None, answer: Answer, cut: Fraction) -> None:
    named = function.lower() in units.FUNCTIONS
    name = function.upper() if named else f"table {function}"
    shown = mine or answer.unit
    if shown is not None:
        wrong = _wrong(shown, table)
        click.echo(_formula(shown))
        click.echo()
        _print_table(name if named else "wanted", table, shown, wrong)
        fail = "1 row fails" if len(wrong) == 1 else f"{len(wrong)} rows fail"
        other = f", with the threshold {shown.threshold} in place of {cut}" if shown.threshold != cut else ""
        click.echo(f"\nIt computes {name}{other}." if not wrong else f"\nIt does not compute {name}: {fail}.")
        if not wrong:
            return
    if answer.unit is not None:
        click.echo(f"Other weights do: {_formula(answer.unit)}.")
    elif answer.why:
        click.echo(f"No choice of weights computes {name}:")
        for line in answer.why:
            click.echo(f"  {line}")
        if answer.claim:
            click.echo(f"This is the claim {answer.claim}: `nlverify explain {answer.claim}`.")
    else:
        click.echo(f"No choice of weights was found that computes {name} with this activation and threshold.")


def _print_table(name: str, table: Table, unit: Unit, wrong: list[int]) -> None:
    exact = ACTIVATIONS[unit.activation].exact
    outputs = ["f(x)", *(str(unit.output(p)) for p in table.points)]
    width = max(map(len, outputs))
    head, *column = [f"  {text:>{width}}" if exact else "" for text in outputs]
    inputs = " ".join(f"x{subscript(i + 1)}" for i in range(table.dimension))
    click.echo(f"  {inputs}{head}  fires  {name}")
    for k, point in enumerate(table.points):
        row = " ".join(f"{c!s:>{len(subscript(i + 1)) + 1}}" for i, c in enumerate(point))
        line = f"  {row}{column[k]}  {unit.label(point):>5}  {table.values[k]!s:>{len(name)}}"
        click.echo(click.style(f"{line}  ← wrong", fg="red", bold=True) if k in wrong else line)


def _formula(unit: Unit) -> str:
    terms = [(w, "x" + subscript(i + 1)) for i, w in enumerate(unit.weights)] + [(unit.bias, "")]
    text = " ".join(
        f"{'−' if c < 0 else '+'} {units.times(abs(c)) + name if name else abs(c)}" for c, name in terms if c != 0
    )
    text = text.removeprefix("+ ").replace("− ", "−", 1) if text.startswith("− ") else text.removeprefix("+ ")
    sigma = {"none": "{}", "abs": "|{}|", "square": "({})²"}.get(unit.activation, unit.activation + "({})")
    sign = ">" if unit.fires == ">" else "≥"
    return f"f(x) = {sigma.format(text or '0')}, firing when f(x) {sign} {unit.threshold}"


def _as_json(function: str, table: Table, mine: Unit | None, answer: Answer) -> dict[str, Any]:
    def as_dict(unit: Unit | None) -> dict[str, Any] | None:
        if unit is None:
            return None
        return {
            "weights": [str(w) for w in unit.weights],
            "bias": str(unit.bias),
            "activation": unit.activation,
            "threshold": str(unit.threshold),
            "fires": unit.fires,
            "wrong": [show_point(table, k) for k in _wrong(unit, table)],
        }

    possible = True if answer.unit is not None else False if answer.why else None
    return {
        "schema": "nlverify-try/1",
        "function": function,
        "values": [str(v) for v in table.values],
        "tried": as_dict(mine),
        "possible": possible,
        "works": as_dict(answer.unit),
        "why": answer.why,
        "claim": answer.claim or None,
    }


def _wrong(unit: Unit, table: Table) -> list[int]:
    return [k for k, p in enumerate(table.points) if unit.label(p) != table.values[k]]


def _multipliers(evidence: Cases) -> dict[int, Fraction]:
    (leaf,) = evidence.trees
    return {k: Fraction(m) for k, m in leaf.rows.items()}  # type: ignore[union-attr]


def _is_xor(table: Table, *, allow_negation: bool) -> bool:
    values = "".join(str(v) for v in table.values)
    return values == units.FUNCTIONS["xor"] or (allow_negation and values == units.FUNCTIONS["xnor"])


def _fractions(values: tuple[int | Fraction, ...]) -> tuple[Fraction, ...]:
    return tuple(Fraction(v) for v in values)


def _number(option: str, text: str) -> Fraction:
    try:
        return units.parse_number(text)
    except ValueError as error:
        raise InputError(f"{option}: {error}") from None
