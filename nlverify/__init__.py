"""Why do neural networks need non-linearities? Answers that nobody has to take on trust."""

__version__ = "0.1.0"
