"""The engine: pure functions from a state and an input to a state and events."""
