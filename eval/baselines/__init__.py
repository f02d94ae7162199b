"""Plainer searches that run in the same command, so that our figure never stands alone."""

from eval.baselines.baseline import NAMES, Baseline, UnknownBaseline, make_baselines

__all__ = ["NAMES", "Baseline", "UnknownBaseline", "make_baselines"]
