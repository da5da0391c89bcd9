"""Reads the arrays written by Elbo: NAME.f32 (float32, row-major) and 'index', a line 'NAME LENGTH LENGTH ...' each."""

import os

import numpy as np
import torch


def read(folder):
    arrays = {}
    with open(os.path.join(folder, "index")) as lines:
        for line in lines:
            name, *lengths = line.split()
            values = np.fromfile(os.path.join(folder, name + ".f32"), dtype="<f4")
            arrays[name] = torch.from_numpy(values.reshape([int(length) for length in lengths]))
    return arrays


def load_linear(linear, arrays, name, block=0, blocks=1):
    """Block number 'block' of the 'blocks' linear maps that Elbo stores in one matrix (in, out)."""
    weight, bias = arrays[name + ".weight"], arrays[name + ".bias"]
    width = bias.shape[0] // blocks
    with torch.no_grad():
        linear.weight.copy_(weight[:, block * width:(block + 1) * width].t())
        linear.bias.copy_(bias[block * width:(block + 1) * width])


def load_convolution(convolution, arrays, name):
    with torch.no_grad():
        convolution.weight.copy_(arrays[name + ".weight"])
        convolution.bias.copy_(arrays[name + ".bias"])


def write(folder, arrays):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "index"), "w") as lines:
        for name, values in arrays.items():
            values.astype("<f4").tofile(os.path.join(folder, name + ".f32"))
            print(name, *values.shape, file=lines)
