"""The gettext catalogs: extracting messages into them and counting what they lack."""
