"""With up to seven inputs one neuron computes a Boolean function, unless an XOR hides in it; with nine that is false.

XOR is no threshold function. Neither is a function in which an XOR *hides*: some inputs p, q, r, s with

    p + q  =  r + s,        f(p) = f(q) = 1,    f(r) = f(s) = 0.

Where both p and r are 0, or both are 1, that input is fixed. The others split into two groups, those where p is r and
those where p is s; identify the inputs of each group, or their negations, and f becomes XOR. So the functions without
a hidden XOR, called *two-asummable*, are those where any two ways to fix a group of inputs can be compared: of the
two functions of the other inputs that are left, one is at least as large as the other everywhere (*completely
monotonic*).

Is a hidden XOR the only thing that keeps a function from being one neuron? For n inputs there are 2^(2ⁿ) functions,
far too many to go through. Three steps make it few:

1. *One more input in place of the bias.* With −1 for 0, F(x, 1) = f(x) and F(−z) = not F(z) make a function of n + 1
   inputs. It needs no bias; and an XOR hides in f just if four points where F is true add up to 0.
2. *Order.* If no XOR hides, F rises or falls in each input; negate those in which it falls. Of any two inputs one is
   the more important: exchanging x_i = −1 with x_j = 1 can make F true, or false, but not both. So sort them.
   Then F stays true if a −1 becomes 1, or if a 1 moves to a place before it.
3. *A tree.* F is true at x or at −x. Ask about one x after another: each answer settles many more points. With up to
   seven inputs every branch ends at a function with weights w: F(z) is true where w·z > 0. None is left without.

Of 2^128 functions of seven inputs there remain 2470, up to negating and permuting the n + 1 inputs. Counting how many
functions each stands for gives the number of threshold functions:

| n                   | 5      | 6        | 7          | 8              |
|---------------------|--------|----------|------------|----------------|
| functions in the tree | 21   | 135      | 2470       | 175428         |
| threshold functions | 94572  | 15028134 | 8378070864 | 17561539552946 |

With eight inputs the theorem still holds, but some branches do end without weights, and each shows an XOR. That tree
has 420693 lines: `nlverify atlas 8` writes it, and the same checker accepts it. With nine inputs the theorem is false
(the first control): a function where no XOR hides, and where three points with 1 have the same sum as three with 0.
"""

from nlverify.claim import Claim, HiddenXor, Source
from nlverify.evidence import Classes, EqualSums

# Its values at the 512 inputs, in counting order, in hexadecimal digits.
FUNCTION = (
    "0000000000000000000000000001011f000000010001017f0003037f077fffff"
    "0001013f077f7fff077fffffffffffff177fffffffffffffffffffffffffffff"
)

CLAIM = Claim(
    id="hidden-xor",
    title="One neuron, unless an XOR hides",
    says="A Boolean function of at most 7 inputs is a threshold function if and only if no XOR hides in it.",
    parts={
        "five-inputs": HiddenXor(5, 94572),
        "six-inputs": HiddenXor(6, 15028134),
        "seven-inputs": HiddenXor(7, 8378070864),
    },
    source=Source("muroga-tsuboi-baugh-1970"),
)


def tree(inputs: int) -> Classes:
    """Return the tree's lines, with weights at each end."""
    from nlverify.boolean.plain import explore  # no slower than to compile the other search

    return Classes(explore(inputs, certify=True).lines)


@CLAIM.proof("five-inputs", engine="exact")
def twenty_one_functions() -> Classes:
    """A tree with 21 ends, and weights at each."""
    return tree(5)


@CLAIM.proof("six-inputs", engine="exact")
def a_hundred_and_thirty_five_functions() -> Classes:
    """A tree with 135 ends, and weights at each."""
    return tree(6)


@CLAIM.proof("seven-inputs", engine="exact")
def two_thousand_functions() -> Classes:
    """A tree with 2470 ends, and weights at each."""
    return tree(7)


@CLAIM.control(HiddenXor(9, 144130531453121108), drops="at most 7 inputs: 9 are too many")
def six_points_of_nine_inputs() -> EqualSums:
    """No two points with 1 have the sum of two points with 0; but three have the sum of three."""
    values = int(FUNCTION, 16)
    return EqualSums(f"{values:0512b}", ones=(206, 185, 336), zeros=(122, 392, 213))


@CLAIM.control(HiddenXor(5, 94573), drops="94572: one more is claimed")
def not_one_more() -> Classes:
    """The same 21 functions stand for 94572."""
    return tree(5)
