"""The commands of ``wegwijs``, one module each."""
