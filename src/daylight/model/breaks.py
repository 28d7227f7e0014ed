"""Where a series jumps to another level and stays there, as when a form or a rule changes."""

from typing import NamedTuple

import numpy as np
from scipy import linalg

from daylight.model.arrays import Array
from daylight.model.log_linear import log_linear
from daylight.model.serial import Series, serial_fit, structures

MIN_PERIODS = 12
"""Periods below which no break is looked for."""

MIN_EACH_SIDE = 3

LIKELIER, LIKELIER_PER_LOG = 4.0, 3.5
"""Twice the log-likelihood must rise by 4 + 3.5 log n: of series without a break, 12 to 120 periods
long, with correlations from 0 to 0.98 and noise besides, about 1 in 100 reach it (simulated)."""

SMALLEST = 1.25
"""A jump by less than this factor is not called a break."""


class LevelShift(NamedTuple):
    """The first period at the new level, as a row of the series, and the factor of the jump."""

    row: int
    factor: float


def find_break(series: Series) -> LevelShift | None:
    """The one place where a jump in level most improves a series, where it does so clearly.

    Estimand: the row from which the log mean is higher or lower by a constant.
    Method: at every row the likelihood with a jump is set against that without one, each summed
    over the same error structures as in `serial_fit`, so that slow wandering is not taken for a
    jump; the greatest rise, less the loss of freedom, must reach a simulated bound.
    Refuses: fewer than twelve periods give None.
    Reference: Andrews (1993), Econometrica 61:821–856, for the greatest of many statistics.
    """
    y, X, offset, at = series
    n, k = X.shape
    rows = np.arange(MIN_EACH_SIDE, n - MIN_EACH_SIDE + 1)
    if n < max(MIN_PERIODS, k + 4):
        return None
    plain = log_linear(y, X, offset)
    half = X * np.sqrt(plain.mu)[:, None]
    response = (y - plain.mu) / np.sqrt(plain.mu)
    jumps = (np.arange(n)[:, None] >= rows) * np.sqrt(plain.mu)[:, None]
    apart = np.abs(np.subtract.outer(at, at))
    without, with_jump = [], []
    for rho, share, weight in structures():
        R = share * rho**apart
        R[np.diag_indices(n)] = 1.0
        root = linalg.cholesky(R, lower=True)
        white = linalg.solve_triangular(root, np.column_stack([half, response, jumps]), lower=True)
        basis = np.linalg.qr(white[:, :k])[0]
        left = white[:, k:] - basis @ (basis.T @ white[:, k:])
        e, D = left[:, 0], left[:, 1:]
        along, length = D.T @ e, np.maximum((D**2).sum(axis=0), 1e-12)
        rss = float(e @ e)
        base = np.log(weight) - float(np.log(np.diag(root)).sum())
        without.append(base - (n - k) / 2 * np.log(rss))
        with_jump.append(base - (n - k) / 2 * np.log(np.maximum(rss - along**2 / length, 1e-300)))
    gain = 2 * (_log_sum(np.array(with_jump)) - _log_sum(np.array(without)[:, None]))
    best = int(np.argmax(gain))
    if gain[best] < LIKELIER + LIKELIER_PER_LOG * np.log(n):
        return None
    row = int(rows[best])
    fit = serial_fit(Series(y, np.column_stack([X, np.arange(n) >= row]), offset, at))
    factor = float(np.exp(fit.moments(np.eye(k + 1)[k])[0]))
    return LevelShift(row, factor) if max(factor, 1 / factor) >= SMALLEST else None


def _log_sum(logs: Array) -> Array:
    top = logs.max(axis=0)
    return np.asarray(top + np.log(np.exp(logs - top).sum(axis=0)))
