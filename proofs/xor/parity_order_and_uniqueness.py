"""Parity of n bits needs degree n, and only parity and its negation do.

XOR is the parity of two bits, and no affine function has its sign. Products of inputs help: x₁ + x₂ − 2x₁x₂ is XOR. In
general, let the *order* of a Boolean function be the least degree of a polynomial p that is > 0 where the function
is 1, and ≤ 0 where it is 0. Threshold functions have order at most 1. For n bits no order is greater than n, and
exactly two functions have order n: parity, which says whether the number of ones is odd, and its negation.

**Parity has order n.** Write χ(x) = 1 or −1 for an even or odd number of ones. Take a product of some of the inputs,
and sum χ times the product over all x. Do it input by input. One that is not in the product turns the sum T into
T − T = 0, one that is in it turns T into 0 − T. So if any input is missing, the sum is 0 (part `monomials`; m counts
those that are missing). Hence it is 0 for every polynomial of degree < n, since each of its terms misses an input
(`polynomials`). But if p had the sign of parity, or of its negation, then all the summands χ·p would be ≥ 0, or all
≤ 0, and some would not be 0 (`signs`: with M the least positive value, k points labelled 1 make at least M·k). For
n = 2 this is the proof for XOR.

**Nothing else has.** Let f be any other Boolean function, and write ε(x) = 1 or −1 for f(x) = 1 or 0. There are a
points with ε = χ and b points with ε = −χ, say, and a, b ≥ 1, since ε is neither χ nor −χ. Take the values b·χ at the
former and −a·χ at the latter; they have the sign of ε. Some polynomial has these values: a sum of multiples of

    ((2y₁ − 1)x₁ + 1 − y₁)  ·  …  ·  ((2yₙ − 1)xₙ + 1 − yₙ),

one for each y, which are 1 at x = y and 0 at the other x (`indicators`). The coefficient of such a product at x₁⋯xₙ is
χ(y) for all y, or −χ(y) for all y (`top-coefficient`). So the sum has there ±(a·b − b·a) = 0 (`balance`): its degree
is less than n.

Minsky and Papert have the first half in their book on perceptrons, and Wang and Williams both.
"""

from itertools import combinations
from math import prod

from nlverify.claim import Claim, Induction, NotSeparable, Source, Table, Theorem, scalars
from nlverify.engines import search, symbolic
from nlverify.engines.catalogue import cube
from nlverify.evidence import Cases, Run, Steps, Weights
from nlverify.exact.expression import Relation, equals, expr, symbols

a, b, c, d, e, f, k, m, q, s, t, v, x, y, A, B, M, T = symbols("a b c d e f k m q s t v x y A B M T")
one = expr(1)


def parity(n: int, degree: int) -> Table:
    """Parity of n bits, with all products of up to `degree` bits as inputs."""
    products = [chosen for size in range(1, degree + 1) for chosen in combinations(range(n), size)]
    return Table.of([([prod(p[i] for i in chosen) for chosen in products], sum(p) % 2) for p in cube(n)])


def polynomials(given: tuple[Relation, ...]) -> Induction:
    """The sum A over any number of terms, each a coefficient c times a sum T, is 0."""
    return Induction(
        ring="reals",
        symbols=scalars("c m T A"),
        state={"A": (expr(0), A + c * T)},
        each_step=("c", "m", "T"),
        given=given,
        witness={"c": 1, "m": 1, "T": 0},
        invariant=(equals(A, 0),),
    )


MONOMIALS = Induction(
    ring="reals",
    symbols=scalars("e m T"),
    state={"T": (one, (1 - e) * T - T), "m": (expr(0), m + (1 - e))},
    each_step=("e",),
    given=(equals(e * e, e),),
    witness={"e": 1},
    invariant=(equals(m * T, 0), m >= 0),
)
POLYNOMIALS = polynomials((equals(m * T, 0), m >= 1))
SIGNS = Induction(
    ring="reals",
    symbols=scalars("M y f A k"),
    state={"A": (expr(0), A + (2 * y - 1) * f), "k": (expr(0), k + y)},
    each_step=("y", "f"),
    given=(M > 0, equals(y * y, y), (2 * y - 1) * f >= M * y),
    witness={"M": 1, "y": 1, "f": 1},
    invariant=(M * k <= A,),
)
INDICATORS = Induction(
    ring="reals",
    symbols=scalars("x y v d"),
    state={"v": (one, v * ((2 * y - 1) * x + (1 - y))), "d": (expr(0), d + (x - y) ** 2)},
    each_step=("x", "y"),
    given=(equals(x * x, x), equals(y * y, y)),
    witness={"x": 1, "y": 1},
    invariant=(equals(d * v, 0), equals(v * v, v), d + v >= 1),
)
TOP = Induction(
    ring="commutative-ring",
    symbols=scalars("y t q s"),
    state={"t": (one, t * (2 * y - 1)), "q": (one, q * (1 - 2 * y)), "s": (one, -s)},
    each_step=("y",),
    invariant=equals(t, s * q),
)
BALANCE = Induction(
    ring="reals",
    symbols=scalars("a b e A k m"),
    state={"A": (expr(0), A + e * b - (1 - e) * a), "k": (expr(0), k + e), "m": (expr(0), m + (1 - e))},
    each_step=("e",),
    invariant=equals(A, b * k - a * m),
)

CLAIM = Claim(
    id="parity-order-and-uniqueness",
    title="Only parity needs the full degree",
    says="Of all Boolean functions of n bits, only parity and its negation are no sign of a polynomial of degree < n.",
    parts={
        "monomials": MONOMIALS,
        "polynomials": POLYNOMIALS,
        "signs": SIGNS,
        "indicators": INDICATORS,
        "top-coefficient": TOP,
        "balance": BALANCE,
    },
    illustrations={"three-bits": NotSeparable(parity(3, 2)), "four-bits": NotSeparable(parity(4, 3))},
    theorems={
        "monomials": Theorem(
            "Parity.monomials",
            "forall (K : OrdField) (steps : list K), (forall e, In e steps -> e * e = e) -> let (T, m) := fold_left "
            "(fun (s : K * K) e => ((1 - e) * fst s - fst s, snd s + (1 - e))) steps (1, 0) in m * T = 0 /\\ 0 <= m",
            says="over every ordered field, so over the real numbers; a list holds what comes in at each step",
        ),
        "polynomials": Theorem(
            "Parity.polynomials",
            "forall (K : OrdField) (steps : list (K * K * K)), (forall c m T, In (c, m, T) steps -> m * T = 0 /\\ 1 "
            "<= m) -> fold_left (fun (A : K) s => A + fst (fst s) * snd s) steps 0 = 0",
            says="over every ordered field, so over the real numbers; a list holds what comes in at each step",
        ),
        "signs": Theorem(
            "Parity.signs",
            "forall (K : OrdField) (M : K) (steps : list (K * K)), 0 < M -> (forall y f, In (y, f) steps -> y * y = "
            "y /\\ M * y <= ((1 + 1) * y - 1) * f) -> let (A, k) := fold_left (fun (s t : K * K) => (fst s + ((1 + "
            "1) * fst t - 1) * snd t, snd s + fst t)) steps (0, 0) in M * k <= A",
            says="over every ordered field, so over the real numbers; a list holds what comes in at each step",
        ),
        "indicators": Theorem(
            "Parity.indicators",
            "forall (K : OrdField) (steps : list (K * K)), (forall x y, In (x, y) steps -> x * x = x /\\ y * y = y) "
            "-> let (v, d) := fold_left (fun (s t : K * K) => (fst s * (((1 + 1) * snd t - 1) * fst t + (1 - snd "
            "t)), snd s + (fst t - snd t) * (fst t - snd t))) steps (1, 0) in d * v = 0 /\\ v * v = v /\\ 1 <= d + "
            "v",
            says="over every ordered field, so over the real numbers; a list holds what comes in at each step",
        ),
        "top-coefficient": Theorem(
            "Parity.top_coefficient",
            "forall (K : CRing) (steps : list K), let '(t, q, s) := fold_left (fun (z : K * K * K) y => (fst (fst "
            "z) * ((1 + 1) * y - 1), snd (fst z) * (1 - (1 + 1) * y), - snd z)) steps (1, 1, 1) in t = s * q",
            says="over every commutative ring with 1; a list holds what comes in at each step",
        ),
        "balance": Theorem(
            "ParityOrder.balance_and_order",
            "forall K : OrdField, (forall (a b : K) (steps : list K), let '(A, k, m) := fold_left (fun (s : K * K * "
            "K) e => (fst (fst s) + e * b - (1 - e) * a, snd (fst s) + e, snd s + (1 - e))) steps (0, 0, 0) in A = "
            "b * k - a * m) /\\ (forall (n : nat) (f : list bool -> bool), (0 < n)%nat -> (exists p : list (K * "
            "list bool), (forall c marks, In (c, marks) p -> length marks = n /\\ In false marks) /\\ (forall x, "
            "length x = n -> (0 < bit_poly p x <-> f x = true))) <-> (exists x, length x = n /\\ f x <> odd_ones x) "
            "/\\ (exists x, length x = n /\\ f x <> negb (odd_ones x)))",
            says=(
                "over every ordered field, so over the real numbers; the second half is the claim as a whole, where "
                "a polynomial in n bits has degree < n if each of its products misses a bit"
            ),
        ),
    },
    source=(Source("minsky-papert-1969"), Source("wang-williams-1991")),
)


@CLAIM.proof("monomials", engine="exact")
def a_missing_input_cancels() -> Steps:
    """For e = 0, T becomes 0; for e = 1 it becomes −T, and m stays."""
    return search.prove(MONOMIALS)


@CLAIM.proof("polynomials", engine="exact")
def every_term_misses_an_input() -> Steps:
    """From m·T = 0 and m ≥ 1 follows T = 0."""
    return search.prove(POLYNOMIALS)


@CLAIM.proof("signs", engine="exact")
def nothing_is_taken_away() -> Steps:
    """A point labelled 1 adds f ≥ M, one labelled 0 adds −f ≥ 0."""
    return search.prove(SIGNS)


@CLAIM.proof("indicators", engine="exact")
def one_more_factor() -> Steps:
    """The new factor is 1 if x = y, else 0; d counts the places where they differ."""
    return search.prove(INDICATORS)


@CLAIM.proof("top-coefficient", engine="symbolic")
def each_factor_changes_the_sign() -> Steps:
    """The new factor contributes 2y − 1 = −(1 − 2y); so t is q = χ(y), up to the sign s = ±1 that depends on n."""
    return symbolic.induct(TOP)


@CLAIM.proof("balance", engine="exact")
def b_for_each_and_a_for_each() -> Steps:
    """After k points of the one kind and m of the other the sum is bk − am; at the end k = a and m = b."""
    return search.prove(BALANCE)


@CLAIM.proof("three-bits", engine="exact")
def six_products() -> Cases | Weights:
    """With three inputs and their three products as inputs of one unit."""
    return search.separate(parity(3, 2))


@CLAIM.proof("four-bits", engine="exact")
def fourteen_products() -> Cases | Weights:
    """With all products of up to three of four inputs."""
    return search.separate(parity(4, 3))


@CLAIM.control(NotSeparable(parity(3, 3)), drops="degree < n: the product of all three bits is an input")
def degree_three_is_enough() -> Weights:
    """−(1 − 2x₁)(1 − 2x₂)(1 − 2x₃) is 1 where the number of ones is odd, and −1 elsewhere."""
    return Weights((2, 2, 2, -4, -4, -4, 8), -1)


@CLAIM.control(polynomials((equals(m * T, 0),)), drops="m ≥ 1: a term may contain all inputs")
def the_full_term_counts() -> Run:
    """With m = 0 and T = 1 the sum becomes 1."""
    return Run({}, ({"c": ((1,),), "m": ((0,),), "T": ((1,),)},))
