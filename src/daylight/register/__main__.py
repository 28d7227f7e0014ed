"""`python -m daylight.register`: the register's commands without the rest of Daylight."""

from daylight.register.cli import register_group

if __name__ == "__main__":
    register_group()(prog_name="daylight register")
