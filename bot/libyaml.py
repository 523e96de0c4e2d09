"""The loader for YAML that is read at every start."""

from __future__ import annotations

import yaml

FAST: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml needs a sixth of the time that Python does; where PyYAML was built without it, Python's own."""
