"""Plays the transcripts of ``tests/dialogues`` with the whole bot.

``transcript`` reads and rewrites the files, ``phone`` is the channel that the resident
looks at, ``play`` lets the one talk to the other.
"""
