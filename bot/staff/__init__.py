"""Who works at the desk or guides a group: accounts, passwords, second factors, sessions.

Nothing of a resident is known here, and no web: ``bot/web`` asks, this answers.
"""
