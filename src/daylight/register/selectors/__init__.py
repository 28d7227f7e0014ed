"""What pages, reports and the public site read: plain values, prepared once for all of them."""
