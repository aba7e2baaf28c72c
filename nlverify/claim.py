"""The vocabulary of a claim file: a claim, its parts, its proofs and its controls.

    CLAIM = Claim(id="xor-not-threshold", says="…", parts={"main": NotSeparable(XOR)}, …)

    @CLAIM.proof("main", engine="exact")
    def add_the_four_requirements() -> Cases: …

    @CLAIM.control(NotSeparable(AND), drops="the XOR labels")
    def and_is_a_threshold_function() -> Weights: …

A proof function returns evidence, which only the checker may accept. (For a `Sampled` statement
it runs the experiment again and returns what it observed.) A control is a nearby false
statement; its function returns the evidence that refutes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, TypeVar, get_args

from nlverify.evidence import Evidence, Observed
from nlverify.exact.expression import Json
from nlverify.files import one_line
from nlverify.statement import (
    AND,
    OR,
    XNOR,
    XOR,
    Cited,
    Classifies,
    Computes,
    Dichotomies,
    Exists,
    ForAll,
    HiddenXor,
    Identity,
    Induction,
    Iterates,
    NoNetwork,
    NotAffine,
    NotSeparable,
    Rounded,
    Sampled,
    Separable,
    SomeNetwork,
    Statement,
    Table,
    boolean_table,
    scalars,
)

__all__ = [
    "AND",
    "OR",
    "REALS",
    "XNOR",
    "XOR",
    "Cited",
    "Claim",
    "Classifies",
    "Computes",
    "Control",
    "Dichotomies",
    "Engine",
    "Exists",
    "ForAll",
    "HiddenXor",
    "Identity",
    "Induction",
    "Iterates",
    "NoNetwork",
    "NotAffine",
    "NotSeparable",
    "Proof",
    "Rounded",
    "Sampled",
    "Separable",
    "SomeNetwork",
    "Source",
    "Statement",
    "Table",
    "Theorem",
    "boolean_table",
    "renamed",
    "scalars",
]

Engine: TypeAlias = Literal["exact", "symbolic", "numeric"]
EvidenceFunction: TypeAlias = Callable[[], Evidence | Observed]
F = TypeVar("F", bound=Callable[..., object])

ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
NAME = re.compile(r"[a-z][a-z0-9]*([_-][a-z0-9]+)*")
TITLE = 60  # characters of a title
TERM = re.compile(r"[A-Z][A-Za-z0-9_]*\.[A-Za-z_][A-Za-z0-9_']*")
# Rocq's own axioms about the real numbers, under any theorem that speaks of R; and of equal functions.
REALS = (
    "ClassicalDedekindReals.sig_forall_dec",
    "ClassicalDedekindReals.sig_not_dec",
    "FunctionalExtensionality.functional_extensionality_dep",
)


class ClaimError(ValueError):
    """A claim file does not say what a claim must say."""


@dataclass(frozen=True)
class Source:
    """Where a statement comes from: a key of `references.bib`, and where in it if that was verified."""

    key: str
    where: str = ""


@dataclass(frozen=True)
class Proof:
    """A function that returns evidence for one part or illustration."""

    target: str
    engine: Engine
    function: EvidenceFunction

    @property
    def name(self) -> str:
        """The function's name, which names the key step."""
        return self.function.__name__


@dataclass(frozen=True)
class Theorem:
    """A theorem in `proofs/rocq` that is to be accepted by Rocq's kernel: its name, and its type as the claim has it.

    `name` is `File.theorem`. `type` is the proposition, in Rocq's language; the kernel must
    accept the theorem as a proof of it. It speaks of the structures and words that the file's
    own imports name. `says` tells in a phrase how much more general than the part it is, or over
    which numbers it holds. `axioms` are those that it may rest on.

    Raises ClaimError where a field is malformed.
    """

    name: str
    type: str
    says: str
    axioms: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not TERM.fullmatch(self.name):
            raise ClaimError(f"theorem: expected a name like 'Xor.xor_not_threshold', got {self.name!r}; correct it")
        # Whatever ends a sentence of Rocq could begin another one, such as an axiom.
        if re.search(r"\.(\s|$)|\(\*|\*\)|\"", self.type) or not self.type.isprintable() or not self.type:
            got = one_line(self.type, 60)
            raise ClaimError(
                f"{self.name}: expected a type on one line, without full stop, comment or text, got {got!r}"
            )
        if not self.says or one_line(self.says, len(self.says)) != self.says:
            raise ClaimError(
                f"{self.name}: expected a phrase in `says`, got {self.says!r}; say where the theorem holds"
            )


@dataclass(frozen=True)
class Control:
    """A false statement near the claim, and the function that returns what refutes it."""

    statement: Statement
    drops: str
    function: EvidenceFunction

    @property
    def name(self) -> str:
        """The function's name."""
        return self.function.__name__


@dataclass(frozen=True)
class Claim:
    """A claim: an id that never changes, what it says, and its parts as data.

    The claim is the conjunction of its `parts`. `illustrations` are instances or special
    cases; they are checked too, and never count for the claim. `uses` names claims that the
    evidence rests on: no part can stand higher than they do. `figures` is data to draw, for the
    claim's page; nothing is concluded from it. `title` heads the page and stands in lists, in
    three to eight words; without one the id's words do. `theorems` names, for parts and
    illustrations, what Rocq's kernel is to accept as well.

    Raises ClaimError where a field is empty or malformed.
    """

    id: str
    says: str
    parts: Mapping[str, Statement]
    source: Source | tuple[Source, ...]
    illustrations: Mapping[str, Statement] = field(default_factory=dict)
    uses: tuple[str, ...] = ()
    figures: Mapping[str, Json] = field(default_factory=dict)
    title: str = ""
    theorems: Mapping[str, Theorem] = field(default_factory=dict)
    proofs: list[Proof] = field(default_factory=list, init=False)
    controls: dict[str, Control] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        if not ID.fullmatch(self.id):
            raise ClaimError(f"claim: expected an id like 'xor-not-threshold', got {self.id!r}")
        if not self.says or not self.parts:
            raise ClaimError(f"{self.id}: expected a sentence in `says` and one or more parts")
        if one_line(self.says, len(self.says)) != self.says:
            raise ClaimError(
                f"{self.id}: expected `says` on one line, got {self.says!r}; leave the details to the prose"
            )
        if one_line(self.title, TITLE) != self.title:
            wanted = f"a title on one line, of at most {TITLE} characters"
            raise ClaimError(f"{self.id}: expected {wanted}, got {self.title!r}; shorten it")
        for value, kind in (
            (self.parts, Mapping),
            (self.illustrations, Mapping),
            (self.figures, Mapping),
            (self.theorems, Mapping),
            (self.uses, tuple),
        ):
            if not isinstance(value, kind):
                raise ClaimError(f"{self.id}: expected a {kind.__name__.lower()}, got {one_line(value, 60)}")
        for source in self.sources:
            if not isinstance(source, Source):
                raise ClaimError(f"{self.id}: expected source=Source(…), got {source!r}; name a key of references.bib")
        for statement in (*self.parts.values(), *self.illustrations.values()):
            self._check_statement(statement)
        for name in (*self.parts, *self.illustrations):
            if not NAME.fullmatch(name):
                raise ClaimError(f"{self.id}: expected a part name like 'main' or 'two-units', got {name!r}")
        for name, theorem in self.theorems.items():
            self.statement(name)
            if not isinstance(theorem, Theorem):
                raise ClaimError(f"{self.id}: expected theorems={{{name!r}: Theorem(…)}}, got {one_line(theorem, 60)}")
        both = set(self.parts) & set(self.illustrations)
        if both:
            raise ClaimError(f"{self.id}: expected different names, got {min(both)!r} as part and as illustration")

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources, one or more."""
        return self.source if isinstance(self.source, tuple) else (self.source,)

    def statement(self, target: str) -> Statement:
        """Return the statement of a part or illustration."""
        if target in self.parts:
            return self.parts[target]
        if target in self.illustrations:
            return self.illustrations[target]
        raise ClaimError(f"{self.id}: expected a part or illustration, got {target!r}")

    def proof(self, target: str, engine: Engine) -> Callable[[EvidenceFunction], EvidenceFunction]:
        """Register the decorated function as a proof of a part or illustration."""
        self.statement(target)
        if engine not in get_args(Engine):
            raise ClaimError(f"{self.id}: expected engine {', '.join(get_args(Engine))}, got {engine!r}; correct it")

        def register(function: EvidenceFunction) -> EvidenceFunction:
            self._check_name(function)
            self.proofs.append(Proof(target, engine, function))
            return function

        return register

    def control(self, statement: Statement, drops: str) -> Callable[[EvidenceFunction], EvidenceFunction]:
        """Register the decorated function as the refutation of a false statement near the claim.

        `drops` says in a few words what the false statement leaves out or changes.
        """
        self._check_statement(statement)

        def register(function: EvidenceFunction) -> EvidenceFunction:
            self._check_name(function)
            self.controls[function.__name__] = Control(statement, drops, function)
            return function

        return register

    def _check_statement(self, statement: object) -> None:
        if not isinstance(statement, Statement):
            got = one_line(repr(statement), 60)
            raise ClaimError(f"{self.id}: expected a statement such as NotSeparable(XOR), got {got}; see the kinds")

    def _check_name(self, function: EvidenceFunction) -> None:
        name = function.__name__
        if not NAME.fullmatch(name) or name in self.controls or any(p.name == name for p in self.proofs):
            raise ClaimError(f"{self.id}: expected a new lower-case function name, got {name!r}")
        if not (function.__doc__ or "").strip():
            raise ClaimError(f"{self.id}: expected a docstring on {name}, got none; say the key step in one sentence")


def renamed(name: str) -> Callable[[F], F]:
    """Return a decorator that gives a function this name: for proofs that differ in a number only.

    >>> @renamed("with_3_units")
    ... def proof(units: int = 3) -> None: ...
    >>> proof.__name__
    'with_3_units'
    """

    def rename(function: F) -> F:
        function.__name__ = name
        return function

    return rename
