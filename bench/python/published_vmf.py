"""
Von Mises-Fisher draws by the code published with Davidson et al. 2018, as it comes: 'PACKAGE WORK SECONDS FOLDER' prints a
measurement. PACKAGE is a clone of it; FOLDER is not used.
"""

import sys

import torch

import timing


@torch.no_grad()
def directions(law, ambient, seconds):
    location = torch.randn(100, ambient)
    drawn = law(location / location.norm(dim=-1, keepdim=True), torch.full((100, 1), 100.0))
    return timing.repeat(seconds, lambda: drawn.rsample(2_000_000 // (100 * ambient)))


if __name__ == "__main__":
    package, work, seconds = sys.argv[1:4]
    sys.path.insert(0, package)
    from hyperspherical_vae.distributions import VonMisesFisher

    timing.answer(work, directions(VonMisesFisher, int(work.partition("-")[2]), float(seconds)))
