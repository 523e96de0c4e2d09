"""The channels on which residents reach the bot."""
