"""Carrying a study out: calling a method, the folder of a run, its report."""
