"""From the guide to a person: cases, what is handed over, what is promised, and the desk's own actions."""
