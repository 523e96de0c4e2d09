"""What ``wegwijs check`` looks at, one rule a module. Each yields what is wrong, a line a mistake."""
