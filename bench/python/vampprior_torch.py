"""
The VampPrior of Tomczak and Welling 2018 on dynamically binarised MNIST in eager PyTorch: 'train DATA FOLDER EPOCHS'
trains, or continues in, a folder with metrics.csv, model.pt (the best epoch) and state.pt; 'evaluate MODEL ROWS SAMPLES'
prints -log p(x) of the rows in a folder of arrays. The settings are those of 'elbo reproduce large-vae', mnist-vamp-z40.
"""

import csv
import io
import json
import os
import sys
import time

import numpy as np
import torch
from torch import nn

import exchange
import mnist
import models

WARM_UP = 100
PATIENCE = 50
CHUNK = 1000
KEPT_EVERY = 15  # seconds, as in Elbo
COLUMNS = ["epoch", "beta", "train_loss", "validation_loss"]


class PublishedVamp(models.VampVae):
    log_var_bounds = -6, 2
    pseudo_input_start = 0.05, 0.01

    def __init__(self):
        super().__init__()
        for layer in self.modules():
            if isinstance(layer, nn.Linear):
                nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")


class Training:
    """Everything that a checkpoint contains."""

    def __init__(self):
        self.model = PublishedVamp()
        self.adam = torch.optim.Adam(self.model.parameters(), lr=models.LEARNING_RATE)
        self.history = []
        self.best = float("inf")
        self.best_weights = None
        self.bad_epochs = 0

    def epoch(self, grey, validation):
        epoch = len(self.history) + 1
        beta = min(1, epoch / WARM_UP)
        losses = [self.step(torch.bernoulli(grey[batch]), beta)
                  for batch in torch.randperm(len(grey)).split(models.BATCH)]
        loss = self.validate(validation)
        self.history.append([epoch, beta, float(np.mean(losses)), loss])
        self.bad_epochs = 0 if loss < self.best or epoch < WARM_UP else self.bad_epochs + 1
        if loss < self.best:
            self.best = loss
            self.best_weights = {name: weight.clone() for name, weight in self.model.state_dict().items()}

    def step(self, x, beta):
        self.adam.zero_grad()
        loss = self.model.loss(x, beta=beta)
        loss.backward()
        for parameter in self.model.parameters():  # normalised gradients, Yu et al. 2017
            parameter.grad.div_(parameter.grad.norm() + 1e-7)
        self.adam.step()
        return loss.item()

    @torch.no_grad()
    def validate(self, rows):
        return float(np.mean([self.model.loss(x).item() for x in rows.split(models.BATCH)]))

    def finished(self, epochs):
        return len(self.history) >= epochs or self.bad_epochs > PATIENCE

    def state(self):
        return {"model": self.model.state_dict(), "adam": self.adam.state_dict(), "history": self.history,
                "best": self.best, "best_weights": self.best_weights, "bad_epochs": self.bad_epochs,
                "random": torch.get_rng_state()}

    def restore(self, state):
        self.model.load_state_dict(state["model"])
        self.adam.load_state_dict(state["adam"])
        self.history, self.best, self.bad_epochs = state["history"], state["best"], state["bad_epochs"]
        self.best_weights = state["best_weights"]
        torch.set_rng_state(state["random"])


def write(path, content):
    """A file that is replaced at once."""
    with open(path + ".part", "wb") as file:
        file.write(content)
    os.replace(path + ".part", path)


def saved(value):
    content = io.BytesIO()
    torch.save(value, content)
    return content.getvalue()


def keep(folder, training):
    """The metrics are written last: when an epoch appears there, the model contains it."""
    write(os.path.join(folder, "state.pt"), saved(training.state()))
    write(os.path.join(folder, "model.pt"), saved(training.best_weights))
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([COLUMNS] + training.history)
    write(os.path.join(folder, "metrics.csv"), text.getvalue().encode())


def train(data, folder, epochs):
    os.makedirs(folder, exist_ok=True)
    torch.manual_seed(0)
    grey, validation = (torch.from_numpy(rows) for rows in mnist.training(data))
    training = Training()
    if os.path.exists(os.path.join(folder, "state.pt")):
        training.restore(torch.load(os.path.join(folder, "state.pt")))
    last = 0
    while not training.finished(epochs):
        training.epoch(grey, validation)
        if time.monotonic() - last > KEPT_EVERY or training.finished(epochs):
            keep(folder, training)
            last = time.monotonic()


@torch.no_grad()
def evaluate(file, folder, samples):
    torch.manual_seed(0)
    model = PublishedVamp()
    model.load_state_dict(torch.load(file))
    components = model.components()
    rows = exchange.read(folder)["x"]
    values = np.array([models.importance_sampled(model, x, components, max(1, samples // CHUNK), min(samples, CHUNK))
                       for x in rows.split(1)])
    print(json.dumps({"nll": -values.mean(), "standard_error": values.std(ddof=1) / len(values) ** 0.5}))


if __name__ == "__main__":
    if sys.argv[1] == "train":
        train(sys.argv[2], sys.argv[3], int(sys.argv[4]))
    else:
        evaluate(sys.argv[2], sys.argv[3], int(sys.argv[4]))
