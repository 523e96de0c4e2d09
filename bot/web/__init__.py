"""The web: the resident's page and the klantmanager's desk, on one server."""
