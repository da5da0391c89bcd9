"""Laps and the line of JSON that a program prints; the counterpart of Stopwatch and Measurement in Java."""

import json
import re
import time

import torch

FEWEST = 3
BLAS = re.compile(r"/(lib(?:openblas|blas|mkl_rt|mkl_core|mkl_intel_lp64|blis)[^/\s]*\.so[^/\s]*)")


def repeat(seconds, once):
    """Milliseconds of each run of once(); after a warm-up of half as many seconds."""
    start = time.perf_counter()
    warm_ups = 0
    while warm_ups < FEWEST or time.perf_counter() - start < seconds / 2:
        once()
        warm_ups += 1
    laps = []
    start = time.perf_counter()
    while len(laps) < FEWEST or time.perf_counter() - start < seconds:
        lap = time.perf_counter()
        once()
        laps.append((time.perf_counter() - lap) * 1e3)
    return laps


def median(values):
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def own(file):
    with open("/proc/self/" + file) as lines:
        return lines.read()


def answer(work, laps):
    print(json.dumps({
        "work": work,
        "median": median(laps),
        "min": min(laps),
        "max": max(laps),
        "n": len(laps),
        "engine": "PyTorch " + torch.__version__,
        "workers": 1,
        "threads": torch.get_num_threads(),
        "blas": " ".join(sorted(set(BLAS.findall(own("maps"))))),
        "peakRssMiB": int(re.search(r"VmHWM:\s*(\d+) kB", own("status")).group(1)) / 1024,
        "skipped": None,
    }))


def skip(work, reason):
    print(json.dumps({"work": work, "median": 0, "min": 0, "max": 0, "n": 0, "workers": 0, "threads": 0, "engine": "",
                      "blas": "", "peakRssMiB": 0, "skipped": reason}))
