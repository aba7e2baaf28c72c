"""Boolean functions as tables, and what one unit can make of them."""
