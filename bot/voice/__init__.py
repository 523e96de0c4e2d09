"""Messages read aloud, for who cannot read."""
