"""What a monitor or a court asks: has it moved, is the coding right, which agencies differ."""
