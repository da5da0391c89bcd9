"""Kipf and Welling's graph VAE in eager PyTorch: sparse products for the encoder, all pairs at once for the loss."""

import torch
from torch import nn
from torch.nn import functional as F


class GraphVae(nn.Module):
    hidden, latent = 32, 16

    def __init__(self, arrays):
        super().__init__()
        edges = arrays["edges"].long()
        features = arrays["features"]
        self.nodes = features.shape[0]
        self.features = features.to_sparse().coalesce()
        both = torch.cat([edges, edges.flip(0)], 1)
        loops = torch.arange(self.nodes).repeat(2, 1)
        self.adjacency = torch.zeros(self.nodes, self.nodes)
        self.adjacency[both[0], both[1]] = 1
        self.labels = self.adjacency + torch.eye(self.nodes)
        degree = self.labels.sum(1)
        entries = torch.cat([both, loops], 1)
        weights = 1 / torch.sqrt(degree[entries[0]] * degree[entries[1]])
        self.propagation = torch.sparse_coo_tensor(entries, weights, (self.nodes, self.nodes)).coalesce()
        ones = self.adjacency.sum()
        pairs = float(self.nodes) ** 2
        self.positive_weight = (pairs - ones) / ones
        self.norm = pairs / (2 * (pairs - ones))
        self.first = nn.Parameter(torch.empty(features.shape[1], self.hidden))
        self.mean = nn.Parameter(torch.empty(self.hidden, self.latent))
        self.log_var = nn.Parameter(torch.empty(self.hidden, self.latent))
        for weight in self.parameters():
            nn.init.xavier_uniform_(weight)

    def load(self, arrays):
        with torch.no_grad():
            self.first.copy_(arrays["posterior.hidden.weight"])
            head = arrays["posterior.head.weight"]
            self.mean.copy_(head[:, :self.latent])
            self.log_var.copy_(head[:, self.latent:])

    def loss(self, noise=None):
        h = torch.relu(torch.sparse.mm(self.propagation, torch.sparse.mm(self.features, self.first)))
        mean = torch.sparse.mm(self.propagation, h @ self.mean)
        log_var = torch.clamp(torch.sparse.mm(self.propagation, h @ self.log_var), -12, 4)
        noise = torch.randn_like(mean) if noise is None else noise
        z = mean + torch.exp(0.5 * log_var) * noise
        entropy = F.binary_cross_entropy_with_logits(z @ z.t(), self.labels, pos_weight=self.positive_weight)
        kl = 0.5 * (torch.exp(log_var) + mean ** 2 - log_var - 1).sum()
        return self.norm * entropy + kl / self.nodes ** 2


def training(model):
    adam = torch.optim.Adam(model.parameters(), lr=0.01)

    def epoch(noise=None):
        adam.zero_grad()
        loss = model.loss(noise)
        loss.backward()
        adam.step()
        return loss.item()

    return epoch
