"""The resident's page: the conversation of the chat, in a browser."""
