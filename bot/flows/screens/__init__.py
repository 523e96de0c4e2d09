"""The bot's own screens: what it shows outside the steps of a guide, one module each.

A screen has ``message(turn, data)``, how it looks now, and ``press(turn, choice, data)``,
which answers a button of its own.
"""
