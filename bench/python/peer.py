"""
One process of a comparison, in PyTorch: 'WORK SECONDS FOLDER' prints a measurement, 'agree FOLDER' the losses on Elbo's
weights, rows and noise. PyTorch chooses the number of threads unless OMP_NUM_THREADS is set.
"""

import json
import os
import sys
import time

import numpy as np
import torch

import exchange
import graph
import models
import timing
import vmf

EPOCH_ROWS = 50_000


def step(name, seconds):
    model = models.STEPS["standard" if name == "one-row" else name]()
    train, x = models.training(model), model.rows(1) if name == "one-row" else model.rows()
    return timing.repeat(seconds, lambda: train(x))


def epoch(rows=EPOCH_ROWS):
    """A pass over grey-scale rows, shuffled, re-binarising each batch."""
    model = models.VampVae()
    train = models.training(model)
    grey = torch.from_numpy(np.random.randint(0, 256, (rows, model.data), dtype=np.uint8)).float() / 255
    for _ in range(20):
        train(torch.bernoulli(grey[:models.BATCH]))
    start = time.perf_counter()
    order = torch.randperm(rows)
    for batch in order.split(models.BATCH):
        train(torch.bernoulli(grey[batch]))
    return [(time.perf_counter() - start) * 1e3]


@torch.no_grad()
def likelihood(name, seconds, chunks, samples):
    """log p(x) of one row; components of a VampPrior are computed once for all rows."""
    model = models.STEPS[name]()
    x = model.rows()[:1]
    components = model.components()

    return timing.repeat(seconds, lambda: models.importance_sampled(model, x, components, chunks, samples))


@torch.no_grad()
def directions(ambient, seconds):
    return timing.repeat(seconds, vmf.sampling(vmf.VonMisesFisher, ambient))


@torch.no_grad()
def encode(seconds):
    model = models.GatedVae()
    rows = np.random.randint(0, 2, (10_000, model.data), dtype=np.uint8)

    def all_rows():
        means = [model.posterior(torch.from_numpy(rows[start:start + 500]).float())[0].numpy()
                 for start in range(0, len(rows), 500)]
        return np.concatenate(means)

    return timing.repeat(seconds, all_rows)


def first_step():
    model = models.GatedVae()
    models.training(model)(model.rows())
    print("done", flush=True)  # timed from outside
    return [0.0]


def measure(work, seconds, folder):
    if work == "vgae-epoch" and not os.path.exists(os.path.join(folder, "cora", "index")):
        return timing.skip(work, "Elbo wrote no arrays for Cora; set ELBO_DATA")
    kind, _, rest = work.partition("-")
    laps = {
        "step": lambda: step(rest, seconds),
        "epoch": epoch,
        "likelihood": lambda: likelihood(rest, seconds, 5, 1000),
        "vmf": lambda: directions(int(rest), seconds),
        "vgae": lambda: timing.repeat(seconds, graph.training(graph.GraphVae(
            exchange.read(os.path.join(folder, "cora"))))),
        "encode": lambda: encode(seconds),
        "score": lambda: likelihood("standard", seconds, 1, 100),
        "first": first_step,
    }[kind]()
    return timing.answer(work, laps)


def agree(folder):
    for name, kind in models.STEPS.items():
        arrays = exchange.read(os.path.join(folder, name))
        model = kind()
        model.load(arrays)
        x, noise = arrays["x"], arrays["noise"].squeeze(0)
        report(name, lambda: model.loss(x, noise), lambda: models.training(model), (x, noise), name != "svae")
    if os.path.exists(os.path.join(folder, "cora", "index")):
        arrays = exchange.read(os.path.join(folder, "cora"))
        model = graph.GraphVae(arrays)
        model.load(arrays)
        report("cora", lambda: model.loss(arrays["noise"]), lambda: graph.training(model), (arrays["noise"],), True)


def report(name, loss, training, inputs, comparable_after):
    """The loss, and the loss after three steps where the noise does not depend on the weights."""
    before, after = loss().item(), None
    if comparable_after:
        train = training()
        for _ in range(3):
            train(*inputs)
        after = loss().item()
    print(json.dumps({"model": name, "loss": before, "after": after}))


if __name__ == "__main__":
    if sys.argv[1] == "agree":
        agree(sys.argv[2])
    else:
        measure(sys.argv[1], float(sys.argv[2]), sys.argv[3])
