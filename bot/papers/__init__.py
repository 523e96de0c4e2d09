"""The list on paper: a code below it leads to the conversation, once, for who knows the number."""
