"""The migrations, run by ``bot.storage.schema``."""
