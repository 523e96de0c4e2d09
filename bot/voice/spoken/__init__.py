"""From a message as it is read to a message as it is said; the entry is ``form.SpokenForms``."""
