"""The catalogue of activations: what is certified of each function, read again from the checked statements."""

from nlverify.site.activations.overview import FOLDER, pages

__all__ = ["FOLDER", "pages"]
