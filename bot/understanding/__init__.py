"""Understanding: from what a resident typed to an ``Interpretation``."""
