"""The DigiD-groep: a helper in the library guides several residents, each with her own matter."""
