"""What can speak, one module each."""
