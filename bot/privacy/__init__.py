"""What keeps secrets out of the store and the logs, and what notices danger."""
