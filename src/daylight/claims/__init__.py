"""Public claims: from a quotation to what the records say.

A ledger is a folder of plain files. A document holds quotations, a quotation holds claims, a claim
is put to a finding of a finished run, and its status is computed from that finding, never typed.
"""
