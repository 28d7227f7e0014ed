"""Effects of oversight and training."""
