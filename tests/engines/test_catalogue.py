"""Catalogues of units and obstructions: complete, and refused where they would not be."""

from itertools import combinations

import pytest

from nlverify.engines.catalogue import catalogue, cube, dependencies
from nlverify.engines.systems import NoEvidenceError


@pytest.mark.parametrize(("n", "count", "reasons"), [(1, 4, 0), (2, 14, 1), (3, 104, 12)])
def test_threshold_functions_of_few_inputs(n: int, count: int, reasons: int) -> None:
    found = catalogue(cube(n))
    assert (len(found.units), len(found.obstructions)) == (count, reasons)
    assert all(sorted(c)[:2] == [-1, -1] and sum(map(abs, c)) == 4 for c in found.obstructions)


def test_dependencies_vanish_on_affine_functions() -> None:
    points = ((0, 0), (3, 0), (0, 3), (1, 1), (2, 1))
    for c in dependencies(points):
        assert sum(c) == 0
        assert all(sum(k * p[i] for k, p in zip(c, points, strict=True)) == 0 for i in (0, 1))
    supports = [{i for i, k in enumerate(c) if k} for c in dependencies(points)]
    assert not any(a < b for a, b in combinations(supports, 2))


def test_weights_too_small_are_an_error() -> None:
    with pytest.raises(NoEvidenceError, match="raise the bound"):
        catalogue(((0, 0), (1, 3), (2, 1), (4, 0)), bound=0)
