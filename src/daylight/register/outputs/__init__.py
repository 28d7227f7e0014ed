"""What leaves the register: reports, data, calendars, the public site."""
