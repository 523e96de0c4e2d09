"""The desk: pages for klantmanagers and coordinators, behind a log-in. In Dutch."""
