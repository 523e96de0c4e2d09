"""The web: the resident's page, the klantmanager's desk and the board of a group, on one server."""
