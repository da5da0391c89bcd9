"""MNIST from the compressed files of its authors, with the split of Tomczak and Welling 2018."""

import gzip
import os

import numpy as np

TRAINING_ROWS = 50_000


def images(folder, name):
    """(rows, 784) grey values in [0, 1]."""
    with gzip.open(os.path.join(folder, "mnist", name)) as file:
        header = np.frombuffer(file.read(16), dtype=">i4")
        pixels = np.frombuffer(file.read(), dtype=np.uint8)
    return pixels.reshape(header[1], -1).astype(np.float32) / 255


def binarise(grey, seed):
    """Each pixel 1 with its grey value as probability, once."""
    return (np.random.RandomState(seed).random_sample(grey.shape) < grey).astype(np.float32)


def training(folder):
    """Grey training rows and binary validation rows."""
    grey = images(folder, "train-images-idx3-ubyte.gz")
    return grey[:TRAINING_ROWS], binarise(grey[TRAINING_ROWS:], seed=1)


def test(folder, count):
    """So many binary test rows, evenly spaced, since the first half of them is easier than the second."""
    grey = images(folder, "t10k-images-idx3-ubyte.gz")
    return binarise(grey, seed=2)[np.linspace(0, len(grey) - 1, count).astype(int)]
