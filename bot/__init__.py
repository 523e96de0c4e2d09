"""Wegwijs: a chat guide that shows residents of a Dutch municipality the way."""

__version__ = "0.1.0"
