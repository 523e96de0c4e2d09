"""Log-ins that somebody else keeps: the adapters of ``bot.staff.identity``."""
