"""Layers that somebody writes outside of nnlib, for the tests."""

import numpy as np

import nnlib


class LeakyReLU(nnlib.Layer):
    def __init__(self, slope=0.01):
        self.slope = slope

    def forward(self, x):
        self.factor = np.where(x > 0, 1, self.slope).astype(x.dtype)
        return x * self.factor

    def backward(self, grad_output):
        return grad_output * self.factor

    def settings(self):
        return {"slope": self.slope}


class PReLU(nnlib.Layer):
    def __init__(self, alpha=0.25):
        self.alpha = nnlib.Parameter(alpha)

    def forward(self, x):
        self.x = x
        return np.where(x > 0, x, self.alpha.value * x)

    def backward(self, grad_output):
        self.alpha.grad = np.sum(grad_output * np.minimum(self.x, 0))
        return grad_output * np.where(self.x > 0, 1, self.alpha.value)

    def settings(self):
        return {}


class LayerNorm(nnlib.Layer):
    def __init__(self, n, eps=1e-5):
        self.n, self.eps = n, eps
        self.gain, self.shift = nnlib.Parameter(np.ones(n)), nnlib.Parameter(np.zeros(n))

    def forward(self, x):
        self.deviation = np.sqrt(x.var(axis=-1, keepdims=True) + self.eps)
        self._output = (x - x.mean(axis=-1, keepdims=True)) / self.deviation
        return self.gain.value * self._output + self.shift.value

    def backward(self, grad_output):
        self.gain.grad, self.shift.grad = (grad_output * self._output).sum(0), grad_output.sum(0)
        g = grad_output * self.gain.value / self.deviation
        along = (g * self._output).mean(axis=-1, keepdims=True)
        return g - g.mean(axis=-1, keepdims=True) - self._output * along

    def settings(self):
        return {"n": self.n, "eps": self.eps}


class Dropout(nnlib.Layer):
    def __init__(self, rate, seed=0):
        self.rate, self.seed, self.rng = rate, seed, np.random.default_rng(seed)

    def forward(self, x):
        self.mask = np.ones_like(x)
        if self.training:
            self.mask = (self.rng.random(x.shape) >= self.rate) / (1 - self.rate)
        return x * self.mask

    def backward(self, grad_output):
        return grad_output * self.mask

    def settings(self):
        return {"rate": self.rate, "seed": self.seed}


class CReLU(nnlib.Layer):
    def forward(self, x):
        self.x = x
        return np.concatenate([np.maximum(x, 0), np.maximum(-x, 0)], axis=-1)

    def backward(self, grad_output):
        positive, negative = np.split(grad_output, 2, axis=-1)
        return positive * (self.x > 0) - negative * (self.x < 0)

    def output_size(self, n):
        return 2 * n
