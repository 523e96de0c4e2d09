"""From YAML files to a ``Library``: read, checked, with ``file:line:`` for every mistake."""
