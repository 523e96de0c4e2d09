"""What a turn costs, beside the least that a Telegram bot with a database can do: ``make bench``.

Wegwijs runs as it does for real, in a process of its own; so does a bare echo (``echo``).
This process is Telegram and the residents for both. What the figures mean stands in
``docs/measurements.md``.
"""
