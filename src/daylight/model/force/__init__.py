"""Force: how much, on whom, how severe."""
