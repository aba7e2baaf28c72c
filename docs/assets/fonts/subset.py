"""Make the small maths font of the site from the whole one.

    npm pack @fontsource/stix-two-math && tar xzf fontsource-stix-two-math-*.tgz
    pip install fonttools brotli
    cd docs/assets/fonts
    python subset.py …/package/files/stix-two-math-latin-400-normal.woff2 STIXTwoMath-subset.woff2

The font is STIX Two Math 5.3.0 of that package, under the SIL Open Font License 1.1 (OFL.txt beside this file).
A subset is a modified version; the licence reserves no font name, so that it may keep its own.
"""

import sys
from pathlib import Path

from fontTools import subset

KEPT = [
    (0x20, 0x7E),  # ASCII
    (0xA0, 0xFF),  # × · ± ½ and accents
    (0x0391, 0x03C9),  # Greek
    (0x2010, 0x2027),  # dashes, quotation marks, bullets, dots
    (0x2032, 0x2037),  # primes
    (0x2061, 0x2064),  # invisible operators of MathML
    (0x2070, 0x209C),  # superscripts and subscripts
    (0x2102, 0x2102),  # ℂ
    (0x210D, 0x211D),  # ℍ … ℕ ℙ ℚ ℝ
    (0x2124, 0x2124),  # ℤ
    (0x2190, 0x2199),  # arrows
    (0x21A6, 0x21A6),  # ↦
    (0x21D0, 0x21D5),  # double arrows
    (0x2200, 0x220F),  # ∀ ∃ ∈ ∏
    (0x2211, 0x221E),  # ∑ − ∘ √ ∞
    (0x2223, 0x222B),  # bars, ∧ ∨ ∩ ∪ ∫
    (0x2243, 0x2265),  # relations
    (0x2282, 0x228B),  # ⊂ …
    (0x2295, 0x2297),  # ⊕ ⊗
    (0x22A4, 0x22A8),  # ⊤ ⊥ ⊢ ⊨
    (0x22C0, 0x22C6),  # big ∧ ∨, ·
    (0x22EE, 0x22F1),  # dots
    (0x2308, 0x230B),  # ⌈ ⌉ ⌊ ⌋
    (0x27E8, 0x27E9),  # ⟨ ⟩
    (0x1D434, 0x1D467),  # mathematical italic, which MathML uses for x, y, w …
    (0x1D6FC, 0x1D71B),  # mathematical italic Greek
]


def main(source: Path, target: Path) -> None:
    """Write the subset as WOFF2, with what makes it a maths font: the MATH table and its glyph variants."""
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = ["*"]
    options.hinting = False
    options.name_IDs = ["*"]
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in KEPT for code in range(first, last + 1)])
    subsetter.subset(font)
    font["head"].modified = font["head"].created  # the same bytes whenever it is made
    font.recalcTimestamp = False
    subset.save_font(font, str(target), options)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
