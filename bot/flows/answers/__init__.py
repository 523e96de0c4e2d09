"""What a resident meant with a typed answer to a question.

One module per kind of question; each parser returns a value or a ``Problem``, never
raises on what was typed, and never guesses between two readings.
"""
