"""What a good claim file also has, beyond what loading it and the checker ask for: one line for what it lacks.

The rules are about what no program can prove: words. They find what has slipped in before, and
are data where they can be (the lists below). A rule is a function of a claim that yields lines;
`RULES` lists them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from nlverify.bibliography import Reference
from nlverify.corpus import ELEMENTARY, Corpus, Entry
from nlverify.exact.expression import Json
from nlverify.files import canonical
from nlverify.statement import Cited, ForAll, Induction, Statement

# ------------------------------------------------------------------ the lists

MOST_WORDS = 20  # of somebody else's sentence
LONGEST_SAYS = 200  # characters of `says`
SHORTEST_PROSE = 200  # characters of a docstring that explains a claim

# Details of the literature that nobody here has looked up. A sentence may hold one if it says "unverified".
UNVERIFIED: Mapping[str, str] = {
    r"\b(Theorem|Proposition|Prop\.|Lemma|Corollary|Thm\.?)\s*\d": "the number of a theorem",
    r"\bpp?\.\s*\d": "a page number",
    r"\bFoerster\b": "who wrote the post on non-linear computation in linear networks",
    r"\bRumelhart\b[^.]*\bone hidden unit\b": "the XOR network of one hidden unit in Rumelhart et al.",
    r"\bElfwing\b": "this record",
    r"\bMaiorov\b[^.]*\d": "the numbers in Maiorov and Pinkus",
    r"\b2-asummab": "that 2-asummability fails at n = 9",
    r"\btheir (formula|identity)\b": "the formula in the paper on the maximum of five numbers",
    r"\[(V|2|M)\]": "a mark of the working list",
}
# What has been looked up: key of the source, and what may stand in `where`.
VERIFIED = {("goodfellow-bengio-courville-2016", "Section 6.1")}

# "Linear" is said of maps without a bias; else the word is "affine". These phrases are about something else.
LINEAR = (
    r"non-?linear\w*",
    r"(piece-?wise|multi|bi|log|semi)[- ]?linear\w*",
    r"linear (in|algebra|programs?|programming|combinations?|inequalit\w+|equations?|constraints?|systems?)",
    r"linear (terms?|parts?|regions?|pieces?|time|arithmetic|order|subspaces?|independence|dependence|growth)",
    r"linear (attention|transformers?)",
    r"rectified linear",
    r"(more|less) linear than",
    r"linearly (independent|dependent|in|ordered|separable|inseparable)",
    r"linear (separability|threshold)",
    r"(called|call|calls|say|says|said|word|words|name|named) \W*linear",
    r"linear\W+(only|if|means)",
)
# These are about maps without a bias, and right where the file says that there is none.
BIAS_FREE = (
    r"linear (networks?|layers?|maps?|functions?|functionals?|operators?|transforms?|transformations?|nets?|stacks?)",
    r"(is|are|be|not|stays?|remains?|as|deep|it|still|therefore|hence|again) linear",
    r"linear(?=[.,;:)!?]|$)",
)
NO_BIAS = re.compile(
    r"(?i)bias-free|without (\w+ )?bias|no bias|b = 0|homogeneous|matrix|matrices|f\(cx\)|additive"
    r"|respects sums|\(x \+ y\) =|one-hot|no constant"
)

PATH = re.compile(r"(?<![\w.])/(work|tmp|home|root|opt|usr|var|mnt|srv|Users)/|\b[A-Z]:\\\w")
MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w{2,}")
ADDRESS = re.compile(r"\bhttps?://\S+")
QUOTE = re.compile(r"“([^”]*)”|\"([^\"]*)\"")
WORD = re.compile(r"[^\s…]*\w[^\s…]*")
TICKED = re.compile(r"(?<!`)`([a-z][a-z0-9]*(?:-[a-z0-9]+)+)`(?!`)")
SENTENCE = re.compile(r"[.!?][\"”’)]?\s+(?=[A-ZÀ-Ý∀∃])")


# ------------------------------------------------------------------ rules on one claim

Names: TypeAlias = frozenset[str]


@dataclass(frozen=True)
class Words:
    """A piece of text that readers see, and where it stands."""

    place: str
    text: str


def words(entry: Entry) -> Iterator[Words]:
    """Yield all that a claim's page says in words."""
    claim = entry.claim
    yield from (Words("title", claim.title), Words("says", claim.says), Words("prose", entry.prose))
    for proof in claim.proofs:
        yield Words(proof.name, proof.function.__doc__ or "")
    for control in claim.controls.values():
        yield from (Words(control.name, control.function.__doc__ or ""), Words(f"{control.name}, drops", control.drops))
    for name, statement in claim.parts.items():
        if isinstance(statement, Cited):
            yield from (Words(f"part {name}", statement.text), Words(f"part {name}, reason", statement.reason))


def title(entry: Entry) -> Iterator[str]:
    """A title, without a full stop, in two words or more."""
    text = entry.claim.title
    if not text:
        yield "title: expected three to eight words, got none; add title=…"
    elif text.endswith(".") or not 2 <= len(text.split()) <= 12:
        yield f"title: expected some words without a full stop, got {text!r}; correct it"


def says(entry: Entry) -> Iterator[str]:
    """`says` is one sentence."""
    text = entry.claim.says
    if not text.endswith(".") or text != text.strip():
        yield "says: expected a sentence that ends with a full stop, got none; end it"
    if SENTENCE.search(text):
        yield "says: expected one sentence, got more; leave the rest to the prose"
    if len(text) > LONGEST_SAYS:
        yield f"says: expected at most {LONGEST_SAYS} characters, got {len(text)}; shorten it"


def prose(entry: Entry) -> Iterator[str]:
    """There is prose, it begins with a sentence on a line of its own, and every function's docstring is a sentence."""
    first = entry.prose.split("\n", 1)[0]
    if len(entry.prose) < SHORTEST_PROSE:
        yield f"prose: expected {SHORTEST_PROSE} characters or more, got {len(entry.prose)}; say why it is true"
    if not first.rstrip().endswith((".", "?", "!")):
        yield f"prose: expected a sentence on the first line, got {first[:60]!r}; end it there"
    functions = [*(p.function for p in entry.claim.proofs), *(c.function for c in entry.claim.controls.values())]
    for function in functions:
        if not (function.__doc__ or "").strip().endswith((".", "!", "?", ":")):
            yield f"{function.__name__}: expected a docstring that is a sentence, got none that ends; end it"


def controls(entry: Entry) -> Iterator[str]:
    """Controls differ from all parts and illustrations, and from each other, and say what they drop."""
    claim = entry.claim
    true = {name: _core(s) for name, s in {**claim.parts, **claim.illustrations}.items()}
    seen: dict[str, str] = {}
    for control in claim.controls.values():
        core = _core(control.statement)
        same = [name for name, other in true.items() if other == core]
        if same:
            yield f"{control.name}: expected a false statement, got {same[0]!r} in other words; change it"
        if core in seen:
            yield f"{control.name}: expected another false statement than {seen[core]}, got the same; remove one"
        seen.setdefault(core, control.name)
        if not control.drops.strip() or control.drops.strip().endswith("."):
            yield f"{control.name}: expected a few words in `drops`, without a full stop, got {control.drops!r}"


def witnesses(entry: Entry) -> Iterator[str]:
    """Hypotheses have a witness that gives every variable a value."""
    claim = entry.claim
    stated = {**claim.parts, **claim.illustrations, **{c.name: c.statement for c in claim.controls.values()}}
    for name, statement in stated.items():
        if isinstance(statement, ForAll | Induction) and statement.given:
            needed = set(statement.variables if isinstance(statement, ForAll) else statement.witness)
            if not statement.witness or set(statement.witness) < needed:
                yield f"{name}: expected a witness of `given`, got none for some variable; add witness={{…}}"


def sources(entry: Entry) -> Iterator[str]:
    """`where` holds what was looked up."""
    for source in entry.claim.sources:
        if source.where and (source.key, source.where) not in VERIFIED:
            yield f"source {source.key}: expected a place that was looked up, got {source.where!r}; leave it out"


def unverified(entry: Entry) -> Iterator[str]:
    """No detail of the literature that nobody has looked up."""
    for piece in words(entry):
        for sentence in SENTENCE.split(" ".join(piece.text.split())):
            if "unverified" not in sentence.lower():
                yield from _details(piece.place, sentence)


def _details(place: str, text: str) -> Iterator[str]:
    for pattern, what in UNVERIFIED.items():
        found = re.search(pattern, text)
        if found:
            yield f"{place}: expected no {found[0]!r}, since {what} is unverified; leave it out, or say that it is"


def linear(entry: Entry) -> Iterator[str]:
    """What has a bias is called affine, and not linear."""
    allowed = re.compile(f"(?i)\\b({'|'.join(LINEAR)})")
    bias_free = re.compile(f"(?i)\\b({'|'.join(BIAS_FREE)})")
    for piece in words(entry):
        text = TICKED.sub("", QUOTE.sub("", " ".join(piece.text.split())))
        text = allowed.sub("", text)
        if NO_BIAS.search(entry.prose):
            text = bias_free.sub("", text)
        found = re.search(r"(?i)(\S+ )?\blinear\w*( \S+)?", text)
        if found:
            remedy = "say affine, or in the prose that there is no bias"
            yield f'{piece.place}: expected "linear" only where there is no bias, got {found[0].strip()!r}; {remedy}'


def places(entry: Entry) -> Iterator[str]:
    """No path of a machine, no e-mail, no address: sources belong into references.bib."""
    for number, line in enumerate(entry.path.read_text(encoding="utf-8").splitlines(), 1):
        for pattern, what in ((PATH, "path of a machine"), (MAIL, "e-mail address"), (ADDRESS, "web address")):
            found = pattern.search(line)
            if found:
                yield f"line {number}: expected no {what}, got {found[0]!r}; remove it"


def quotes(entry: Entry) -> Iterator[str]:
    """Nobody is quoted at length."""
    for piece in words(entry):
        for quoted in QUOTE.finditer(" ".join(piece.text.split())):
            count = len(WORD.findall(quoted[1] or quoted[2] or ""))
            if count > MOST_WORDS:
                yield f"{piece.place}: expected a quote of at most {MOST_WORDS} words, got {count}; shorten it"


RULES: Mapping[str, Callable[[Entry], Iterator[str]]] = {
    rule.__name__: rule
    for rule in (title, says, prose, controls, witnesses, sources, unverified, linear, places, quotes)
}


# ------------------------------------------------------------------ rules on the corpus


def mentions(entry: Entry, known: Names) -> Iterator[str]:
    """Ids in backticks are those of claims, of what the claim itself names, or of other pages."""
    claim = entry.claim
    own = {*claim.parts, *claim.illustrations, *claim.controls, claim.id}
    for piece in words(entry):
        for found in TICKED.finditer(piece.text):
            if found[1] not in known | own:
                yield f"{piece.place}: expected the id of a claim in backticks, got {found[1]!r}; correct it"


def unused(corpus: Corpus, also: Names = frozenset()) -> Iterator[str]:
    """Yield a line for each source that nothing names; `also` are keys that other pages name."""
    used = {source.key for e in corpus.entries.values() for source in e.claim.sources} | also
    used |= {s.source for e in corpus.entries.values() for s in e.claim.parts.values() if isinstance(s, Cited)}
    for key in corpus.references:
        if key not in used:
            yield f"references.bib, {key}: expected a claim or page that names it, got none; remove it"


def bibliography(references: Mapping[str, Reference]) -> Iterator[str]:
    """Yield a line for each detail of a source that nobody has looked up."""
    for key, reference in references.items():
        note = " ".join(reference.fields.get(field, "") for field in ("note", "annote")).lower()
        if "unverified" in note:
            continue
        if key == ELEMENTARY:
            yield f"references.bib, {key}: expected another key, got the one that stands for no source; rename it"
        for field in ("pages", "author"):
            text = reference.fields.get(field, "")
            named = re.search(r"\b(Elfwing|Foerster)\b", text)
            place = f"references.bib, {key}"
            if text and field == "pages" and re.match(r"cover|leshno|hornik", key):
                yield f"{place}: expected no pages, since they are unverified, got {text!r}; remove them"
            elif field == "author" and named:
                yield f"{place}: expected a verified record, got {named[0]}; verify it, or note = {{unverified}}"


def lint(corpus: Corpus, ids: Names | None = None, known: Names = frozenset(), also: Names = frozenset()) -> list[str]:
    """Return what is wrong with these claims, one line each; without ids, with all of the corpus and its sources.

    `known` are ids of other pages, which prose may mention; `also` keys of sources that they name.
    """
    lines: list[str] = []
    for name, entry in corpus.entries.items():
        if ids is None or name in ids:
            for rule in RULES.values():
                lines += [f"{name}, {line}" for line in rule(entry)]
            lines += [f"{name}, {line}" for line in mentions(entry, known | frozenset(corpus.entries))]
    if ids is None:
        lines += [*unused(corpus, also), *bibliography(corpus.references)]
    return lines


def _core(statement: Statement) -> str:
    """Return a statement as data, with its variables numbered: other names make no other statement."""
    data = statement.to_json()
    named = data.get("variables", data.get("symbols", ()))
    names = list(named) if isinstance(named, list | dict) else []
    order: dict[str, str] = {}

    def numbered(node: Json) -> Json:
        if isinstance(node, str):
            return order.setdefault(node, f"#{len(order)}") if node in names else node
        if isinstance(node, list):
            return [numbered(child) for child in node]
        if isinstance(node, dict):
            return {str(numbered(key)): numbered(child) for key, child in node.items()}
        return node

    first = {key: numbered(data[key]) for key in ("then", "such_that", "left", "expression", "state") if key in data}
    return canonical([first, numbered(data)])
