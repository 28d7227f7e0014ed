"""The consent-decree register: from court text to requirement, evidence, rating and public page.

A Django application. It reads finished run folders of Daylight and never a stop or an officer.
"""
