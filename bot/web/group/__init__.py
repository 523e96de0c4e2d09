"""The pages of who guides a group: open one, its board, the card of a participant, figures."""
