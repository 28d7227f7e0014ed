"""What people do in the register, each act one transaction."""
