"""The commands of ``wegwijs`` that work on content and languages, one module each."""
