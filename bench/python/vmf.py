"""
Von Mises-Fisher by the published algorithm: Ulrich 1984 and Wood 1994, with a Beta proposal for the angle, sampled for all
rows at once until each has an accepted one; a Householder reflection maps the pole to the mean direction.
"""

import math

import torch
from scipy.special import ive


class VonMisesFisher:
    """location (rows, m), unit vectors; concentration (rows, 1)."""

    def __init__(self, location, concentration):
        self.location = location
        self.concentration = concentration
        self.ambient = location.shape[-1]

    def rsample(self, samples=None):
        """(rows, m), or (samples, rows, m)."""
        location, concentration = self.location, self.concentration
        if samples is not None:
            location = location.expand(samples, *location.shape)
            concentration = concentration.expand(samples, *concentration.shape)
        cosine = self.cosine_in_space(concentration) if self.ambient == 3 else self.cosine(concentration)
        tangent = torch.randn_like(location)[..., 1:]
        tangent = tangent / tangent.norm(dim=-1, keepdim=True)
        around_pole = torch.cat([cosine, torch.sqrt(torch.clamp(1 - cosine ** 2, min=1e-10)) * tangent], -1)
        return self.reflected(around_pole, location)

    @staticmethod
    def cosine_in_space(concentration):
        """For m = 3 the inverse distribution function has a closed form."""
        u = torch.rand_like(concentration)
        return 1 + torch.logsumexp(torch.stack([torch.log(u), torch.log1p(-u) - 2 * concentration]), 0) / concentration

    def cosine(self, concentration):
        n = self.ambient - 1
        root = torch.sqrt(4 * concentration ** 2 + n ** 2)
        b = (root - 2 * concentration) / n
        a = (n + 2 * concentration + root) / 4
        d = 4 * a * b / (1 + b) - n * math.log(n)
        beta = torch.distributions.Beta(torch.tensor(n / 2.0), torch.tensor(n / 2.0))
        cosine = torch.zeros_like(concentration)
        open_rows = torch.ones_like(concentration, dtype=torch.bool)
        while open_rows.any():
            epsilon = beta.sample(concentration.shape)
            proposal = (1 - (1 + b) * epsilon) / (1 - (1 - b) * epsilon)
            t = 2 * a * b / (1 - (1 - b) * epsilon)
            accepted = n * torch.log(t) - t + d > torch.log(torch.rand_like(concentration))
            cosine = torch.where(open_rows & accepted, proposal, cosine)
            open_rows = open_rows & ~accepted
        return cosine

    @staticmethod
    def reflected(points, location):
        pole = torch.zeros_like(location)
        pole[..., 0] = 1
        axis = pole - location
        axis = axis / (axis.norm(dim=-1, keepdim=True) + 1e-5)
        return points - 2 * (points * axis).sum(-1, keepdim=True) * axis


def sampling(family, ambient):
    """One timed call: two million coordinates of 100 random directions, concentration 100."""
    location = torch.randn(100, ambient)
    distribution = family(location / location.norm(dim=-1, keepdim=True), torch.full((100, 1), 100.0))
    return lambda: distribution.rsample(2_000_000 // (100 * ambient))


class LogScaledBessel(torch.autograd.Function):
    """log(I_v(x) e^-x) with SciPy's function and its derivative I_{v-1}/I_v - v/x - 1."""

    @staticmethod
    def forward(context, order, x):
        values = x.detach().double().numpy()
        own = ive(order, values)
        context.slope = torch.from_numpy(ive(order - 1, values) / own - order / values - 1)
        return torch.log(torch.from_numpy(own)).to(x.dtype)

    @staticmethod
    def backward(context, gradient):
        return None, gradient * context.slope.to(gradient.dtype)


class BesselRatio(torch.autograd.Function):
    """I_{v+1}(x) / I_v(x) and its derivative 1 - r^2 - (2v + 1) r / x."""

    @staticmethod
    def forward(context, order, x):
        values = x.detach().double().numpy()
        ratio = ive(order + 1, values) / ive(order, values)
        context.slope = torch.from_numpy(1 - ratio ** 2 - (2 * order + 1) * ratio / values)
        return torch.from_numpy(ratio).to(x.dtype)

    @staticmethod
    def backward(context, gradient):
        return None, gradient * context.slope.to(gradient.dtype)


def kl_to_uniform(concentration, ambient):
    """(rows, 1) -> (rows): KL to the uniform distribution on the sphere, nats."""
    half = ambient / 2
    order = half - 1
    log_bessel = LogScaledBessel.apply(order, concentration) + concentration
    log_normaliser = order * torch.log(concentration) - half * math.log(2 * math.pi) - log_bessel
    log_surface = math.log(2) + half * math.log(math.pi) - math.lgamma(half)
    mean_cosine = BesselRatio.apply(order, concentration)
    return (concentration * mean_cosine + log_normaliser + log_surface).squeeze(-1)
