"""The loaders for YAML that is read at every start."""

from __future__ import annotations

import yaml

STRINGS: type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""The same for files in which everything is a string: to YAML itself "no" and "y" are truth values."""

FAST: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml needs a sixth of the time that Python does; where PyYAML was built without it, Python's own."""
