"""The models of Elbo's measured training steps in plain, eager PyTorch."""

import math

import torch
from torch import nn
from torch.nn import functional as F

from exchange import load_convolution, load_linear
from vmf import VonMisesFisher, kl_to_uniform

BATCH = 100
PSEUDO_INPUTS = 500
LEARNING_RATE = 5e-4
LOG_2PI = math.log(2 * math.pi)
HALF_BIN = 0.5 / 256


class Gated(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.value = nn.Linear(inputs, outputs)
        self.gate = nn.Linear(inputs, outputs)

    def forward(self, x):
        return self.value(x) * torch.sigmoid(self.gate(x))

    def load(self, arrays, name):
        load_linear(self.value, arrays, name, 0, 2)
        load_linear(self.gate, arrays, name, 1, 2)


def log_normal(z, mean, log_var):
    return -0.5 * (LOG_2PI + log_var + (z - mean) ** 2 * torch.exp(-log_var)).sum(-1)


class GatedVae(nn.Module):
    """784-300-300-40 encoder and mirrored decoder, Bernoulli, N(0, I)."""

    data, latent = 784, 40
    log_var_bounds = -12, 4

    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(Gated(self.data, 300), Gated(300, 300))
        self.mean = nn.Linear(300, self.latent)
        self.log_var = nn.Linear(300, self.latent)
        self.decoder = nn.Sequential(Gated(self.latent, 300), Gated(300, 300))
        self.make_head()

    def make_head(self):
        self.logits = nn.Linear(300, self.data)

    def load(self, arrays):
        for i in range(2):
            self.encoder[i].load(arrays, f"posterior.body.{i}")
            self.decoder[i].load(arrays, f"likelihood.body.{i}")
        load_linear(self.mean, arrays, "posterior.head", 0, 2)
        load_linear(self.log_var, arrays, "posterior.head", 1, 2)
        self.load_head(arrays)

    def load_head(self, arrays):
        load_linear(self.logits, arrays, "likelihood.logits")

    def rows(self, count=BATCH):
        return torch.randint(0, 2, (count, self.data)).float()

    def posterior(self, x):
        h = self.encoder(x)
        return self.mean(h), torch.clamp(self.log_var(h), *self.log_var_bounds)

    def log_likelihood(self, x, z):
        logits = self.logits(self.decoder(z))
        return -F.binary_cross_entropy_with_logits(logits, x.expand_as(logits), reduction="none").sum(-1)

    def components(self):
        return None

    def log_prior(self, z, components):
        return -0.5 * (LOG_2PI + z ** 2).sum(-1)

    def kl(self, z, mean, log_var):
        return 0.5 * (torch.exp(log_var) + mean ** 2 - log_var - 1).sum(-1)

    def loss(self, x, noise=None, beta=1):
        """-ELBO with the weight beta of the KL, mean over the rows."""
        mean, log_var = self.posterior(x)
        noise = torch.randn_like(mean) if noise is None else noise
        z = mean + torch.exp(0.5 * log_var) * noise
        return (beta * self.kl(z, mean, log_var) - self.log_likelihood(x, z)).mean()


class VampVae(GatedVae):
    """The same with a VampPrior of 500 learned pseudo-inputs."""

    pseudo_input_start = 0.5, 0.1  # mean and standard deviation

    def __init__(self):
        super().__init__()
        self.pseudo_inputs = nn.Parameter(torch.empty(PSEUDO_INPUTS, self.data).normal_(*self.pseudo_input_start))

    def load(self, arrays):
        super().load(arrays)
        with torch.no_grad():
            self.pseudo_inputs.copy_(arrays["prior.pseudoInputs"])

    def components(self):
        return self.posterior(torch.clamp(self.pseudo_inputs, 0, 1))

    def log_prior(self, z, components):
        mean, log_var = components
        each = log_normal(z.unsqueeze(1), mean.unsqueeze(0), log_var.unsqueeze(0))
        return torch.logsumexp(each, 1) - math.log(PSEUDO_INPUTS)

    def kl(self, z, mean, log_var):
        return log_normal(z, mean, log_var) - self.log_prior(z, self.components())


class FreyVae(GatedVae):
    """560 pixels of 256 levels with a discretised logistic likelihood, closed tails."""

    data = 560

    def make_head(self):
        self.location = nn.Linear(300, self.data)
        self.log_scale = nn.Linear(300, self.data)

    def load_head(self, arrays):
        load_linear(self.location, arrays, "likelihood.head", 0, 2)
        load_linear(self.log_scale, arrays, "likelihood.head", 1, 2)

    def rows(self):
        return (torch.randint(0, 256, (BATCH, self.data)) + 0.5) / 256

    def log_likelihood(self, x, z):
        h = self.decoder(z)
        centred = x - torch.clamp(torch.sigmoid(self.location(h)), HALF_BIN, 1 - HALF_BIN)
        precision = torch.exp(-torch.clamp(self.log_scale(h), -4.5, 0))
        below_upper = F.logsigmoid((centred + HALF_BIN) * precision)
        above_lower = F.logsigmoid((HALF_BIN - centred) * precision)
        # a difference of sigmoids without cancellation
        inside = below_upper + above_lower + torch.log(-torch.expm1(-2 * HALF_BIN * precision))
        first = torch.where(x < 2 * HALF_BIN, below_upper, inside)
        return torch.where(x > 1 - 2 * HALF_BIN, above_lower, first).sum(-1)


class SphericalVae(nn.Module):
    """784-256-128 ReLU encoder and mirrored decoder, von Mises-Fisher on the sphere of dimension 10, uniform prior."""

    data, ambient = 784, 11

    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 128), nn.ReLU())
        self.direction = nn.Linear(128, self.ambient)
        self.concentration = nn.Linear(128, 1)
        self.decoder = nn.Sequential(nn.Linear(self.ambient, 128), nn.ReLU(), nn.Linear(128, 256), nn.ReLU(),
                                     nn.Linear(256, 784))

    def load(self, arrays):
        for i in range(2):
            load_linear(self.encoder[2 * i], arrays, f"posterior.body.{i}")
            load_linear(self.decoder[2 * i], arrays, f"likelihood.body.{i}")
        load_linear(self.decoder[4], arrays, "likelihood.logits")
        weight, bias = arrays["posterior.head.weight"], arrays["posterior.head.bias"]
        with torch.no_grad():
            self.direction.weight.copy_(weight[:, :self.ambient].t())
            self.direction.bias.copy_(bias[:self.ambient])
            self.concentration.weight.copy_(weight[:, self.ambient:].t())
            self.concentration.bias.copy_(bias[self.ambient:])

    def rows(self):
        return torch.randint(0, 2, (BATCH, self.data)).float()

    def loss(self, x, z=None):
        h = self.encoder(x)
        direction = self.direction(h)
        location = direction / direction.norm(dim=-1, keepdim=True)
        concentration = F.softplus(self.concentration(h)) + 1
        z = VonMisesFisher(location, concentration).rsample() if z is None else z
        logits = self.decoder(z)
        log_likelihood = -F.binary_cross_entropy_with_logits(logits, x, reduction="none").sum(-1)
        return (kl_to_uniform(concentration, self.ambient) - log_likelihood).mean()


class PlaceBias(nn.Module):
    """A bias for each value."""

    def __init__(self, size):
        super().__init__()
        self.bias = nn.Parameter(torch.zeros(size))

    def forward(self, x):
        return x + self.bias


class ConvVae(GatedVae):
    """Convolutions of 32, 64, 64 channels that halve the sides, and a mirrored decoder; N(0, I)."""

    def __init__(self):
        nn.Module.__init__(self)
        self.encoder = nn.Sequential(
            nn.Unflatten(1, (1, 28, 28)),
            nn.Conv2d(1, 32, 3, stride=2, padding=1), nn.ReLU(),
            nn.Conv2d(32, 64, 3, stride=2, padding=1), nn.ReLU(),
            nn.Conv2d(64, 64, 3, stride=2, padding=1), nn.ReLU(),
            nn.Flatten())
        self.mean = nn.Linear(1024, self.latent)
        self.log_var = nn.Linear(1024, self.latent)
        self.decoder = nn.Sequential(
            nn.Linear(self.latent, 1024), nn.ReLU(), nn.Unflatten(1, (64, 4, 4)),
            nn.ConvTranspose2d(64, 64, 3, stride=2, padding=1), nn.ReLU(),
            nn.ConvTranspose2d(64, 32, 3, stride=2, padding=1, output_padding=1), nn.ReLU(),
            nn.ConvTranspose2d(32, 32, 3, stride=2, padding=1, output_padding=1), nn.ReLU())
        self.logits = nn.Sequential(nn.Conv2d(32, 1, 3, padding=1, bias=False), nn.Flatten(), PlaceBias(self.data))

    def load(self, arrays):
        for i in range(3):
            load_convolution(self.encoder[1 + 2 * i], arrays, f"posterior.body.{i}")
            load_convolution(self.decoder[3 + 2 * i], arrays, f"likelihood.body.{i + 1}")
        load_linear(self.decoder[0], arrays, "likelihood.body.0")
        load_linear(self.mean, arrays, "posterior.head", 0, 2)
        load_linear(self.log_var, arrays, "posterior.head", 1, 2)
        with torch.no_grad():
            self.logits[0].weight.copy_(arrays["likelihood.logits.weight"])
            self.logits[2].bias.copy_(arrays["likelihood.logits.bias"])


STEPS = {"standard": GatedVae, "vamp": VampVae, "frey": FreyVae, "svae": SphericalVae, "conv": ConvVae}


@torch.no_grad()
def importance_sampled(model, x, components, chunks, samples):
    """log p(x) of one row from chunks * samples samples of its posterior; components of a VampPrior or None."""
    mean, log_var = model.posterior(x)
    parts = []
    for _ in range(chunks):
        z = mean + torch.exp(0.5 * log_var) * torch.randn(samples, model.latent)
        parts.append(model.log_likelihood(x, z) + model.log_prior(z, components) - log_normal(z, mean, log_var))
    return (torch.logsumexp(torch.cat(parts), 0) - math.log(chunks * samples)).item()


def training(model):
    """One Adam step on the mean loss of a batch."""
    adam = torch.optim.Adam(model.parameters(), lr=LEARNING_RATE)

    def step(x, noise=None):
        adam.zero_grad()
        loss = model.loss(x, noise)
        loss.backward()
        adam.step()
        return loss.item()

    return step
