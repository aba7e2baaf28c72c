"""Exact mathematics: expressions over the rationals, without floats."""
