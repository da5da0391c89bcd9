"""
Von Mises-Fisher samples from the code published with Davidson et al. 2018, unmodified: 'PACKAGE WORK SECONDS FOLDER' prints
a measurement. PACKAGE is a clone of its repository; FOLDER is not used.
"""

import sys

import torch

import timing
import vmf

if __name__ == "__main__":
    package, work, seconds = sys.argv[1:4]
    sys.path.insert(0, package)
    from hyperspherical_vae.distributions import VonMisesFisher

    with torch.no_grad():
        timing.answer(work, timing.repeat(float(seconds), vmf.sampling(VonMisesFisher, int(work.partition("-")[2]))))
