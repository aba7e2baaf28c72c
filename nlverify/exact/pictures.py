"""Points in the plane that several claims look at."""

CIRCLES = ((0, 0), (1, 0), (0, 1), (-1, 0), (0, -1))
STARS = ((3, 0), (2, 2), (0, 3), (-2, 2), (-3, 0), (-2, -2), (0, -3), (2, -2))
