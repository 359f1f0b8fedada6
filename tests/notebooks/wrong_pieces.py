"""Wrong answers to notebook 12: its own solutions, each with one classical mistake planted."""

import re

import nbformat
from books import NOTEBOOKS

[PATH] = [path for path in NOTEBOOKS if path.name.startswith("12_")]
TASKS = "\n".join(
    cell.source for cell in nbformat.read(PATH, as_version=4).cells if cell.cell_type == "markdown"
)


def solutions():
    """Return the text of all pieces by their names."""
    texts = re.findall(r"^\*\*12\.\d\*\*.*?```python\n(.*?)```", TASKS, re.DOTALL | re.MULTILINE)
    return {re.match(r"(?:class|def) (\w+)", text)[1]: text for text in texts}


SOLUTIONS = solutions()


def changed(name, *changes):
    """Return a solution with some of its words replaced, each where it stands first."""
    text = SOLUTIONS[name]
    for old, new in changes:
        assert old in text, (name, old)
        text = text.replace(old, new, 1)
    return text


def wrong(name, *mistakes):
    """Return wrong answers: for each mistake its changes, and words of the hint."""
    return [(changed(name, *changes), words) for *changes, words in mistakes]


LINEAR = wrong(
    "Linear",
    ((" @ self.weight.T", " @ self.weight"), "multiplied by `weight` itself"),
    (("x @ self.weight.T", "self.weight @ x"), "`weight` in front"),
    (("x @ self.weight.T", "np.dot(self.weight, x)"), "`weight` in front"),
    ((" + self.bias", ""), "without the bias"),
    (("return x @ self", "x @ self"), "Is a `return` missing?"),
    ((" + self.bias", " - self.bias"), "`forward(x)` is"),
    ((" + self.bias", " + bias"), "stops with NameError"),
    (("        self.x = x\n", ""), "`self.x = x`"),
    (("grad.T @ x", "x.T @ grad"), "transposed"),
    (("grad.T @ x", "grad @ x"), "without a transpose"),
    (("grad.T @ x", "grad.T @ x / len(x)"), "divided `weight_grad` by the batch"),
    (("grad.T @ x", "-grad.T @ x"), "wrong sign"),
    (("        self.weight_grad = grad.T @ x\n", ""), "no `weight_grad`"),
    (("self.bias_grad = grad.sum(axis=0)", "self.bias_grad = grad"), "one row per example"),
    (("grad.sum(axis=0)", "grad.mean(axis=0)"), "took the mean for `bias_grad`"),
    (("grad.sum(axis=0)", "grad.sum(axis=1)"), "wrong axis"),
    (("grad.sum(axis=0)", "grad.sum()"), "you added up everything"),
    (("        self.bias_grad = grad.sum(axis=0)\n", ""), "no `bias_grad`"),
    (("return grad_output @ self.weight", "return grad_output @ self.weight.T"), "transposed"),
    (("return grad_output @ self.weight", "return self.weight_grad"), "returned `weight_grad`"),
    (("        return grad_output @ self.weight\n", ""), "`backward` returned None"),
    (
        ("np.atleast_2d(grad_output), np.atleast_2d(self.x)", "grad_output, self.x"),
        "single vector",
    ),
    (
        ("return grad_output @ self.weight", "return grad @ self.weight"),
        "single vector",
    ),
    (
        ("        self.x = x\n", "        if not hasattr(self, 'x'):\n            self.x = x\n"),
        "an input from before",
    ),
    (
        (
            "self.weight_grad = grad.T @ x",
            "self.weight_grad = getattr(self, 'weight_grad', 0) + grad.T @ x",
        ),
        "adds its gradients to those of the first",
    ),
    (
        (
            "self.bias_grad = grad.sum(axis=0)",
            "self.bias_grad = getattr(self, 'bias_grad', 0) + grad.sum(axis=0)",
        ),
        "adds its gradients to those of the first",
    ),
    (
        (
            "        return grad_output",
            "        self.weight -= 0.1 * grad.T @ x\n        return grad_output",
        ),
        "changed the weights",
    ),
    (("self.x = x", "x *= 1.5\n        self.x = x"), "changed its input"),
    (("self.x = x", "x += 0.0\n        self.x = x"), "stops with"),
    (("np.zeros(out_features)", "np.zeros(in_features)"), "`bias` expected shape"),
    (("(out_features, in_features))", "(in_features, out_features))"), "`weight` expected shape"),
    (("rng.uniform", "np.random.default_rng().uniform"), "Draw the weights with the `rng`"),
    (("np.sqrt(6 / (in_features + out_features))", "1.0"), "but not as ours"),
    (("rng.uniform(-limit", "rng.normal(0"), "but not as ours"),
    (
        ("self.x = x", "Linear.x = x"),
        ("np.atleast_2d(self.x)", "np.atleast_2d(Linear.x)"),
        "share what they keep",
    ),
    (
        (
            "return x @ self.weight.T + self.bias",
            "return np.squeeze(x @ self.weight.T + self.bias)",
        ),
        "Expected (1, 2)",
    ),
    (
        ("return grad_output @ self.weight", "return np.squeeze(grad @ self.weight)"),
        "Expected (1, 4)",
    ),
    (("grad.T @ x", "(grad.T @ x).astype(np.float32)"), "has the type float32"),
    (("return grad_output @ self.weight", "return self.weight @ grad_output"), "the wrong side"),
    (("return grad_output @ self.weight", "return self.weight.T @ grad_output"), "the wrong side"),
    (("grad.T @ x", "np.outer(grad[0], x[0])"), "`weight_grad` is"),
    (("grad.sum(axis=0)", "grad[-1]"), "`bias_grad` is"),
    (
        (
            "        return grad_output",
            "        self.x = 2 * self.x\n        return grad_output",
        ),
        "when we called it again",
    ),
)
LINEAR += [
    (SOLUTIONS["Linear"].partition("    def backward")[0], "no method `backward`"),
    (
        SOLUTIONS["Linear"].partition("    def backward")[0]
        + "    def backward(self, grad_output): ...",
        "`forward` passes its tests. Now write `backward`",
    ),
    (f"{SOLUTIONS['Linear']}\nLinear = Linear(3, 2, rng=np.random.default_rng(0))", "is a class"),
]
SIGMOID = wrong(
    "Sigmoid",
    (("np.exp(-z)", "np.exp(z)"), "Your curve falls"),
    (("1 / (1 + np.exp(-z))", "1 / 1 + np.exp(-z)"), "brackets"),
    (("(1 + np.exp(-z))", "(1 - np.exp(-z))"), "1 *plus* the exponential"),
    (("1 / (1 + np.exp(-z))", "np.tanh(z)"), "`forward(z)` is"),
    (("return self.a\n", ""), "`forward` returned None"),
    (
        ("self.a = 1 / (1 + np.exp(-z))", "a = 1 / (1 + np.exp(-z))"),
        ("return self.a", "return a"),
        "`self.a = ...`",
    ),
    ((" * self.a * (1 - self.a)", ""), "forgetful sigmoid"),
    ((" * (1 - self.a)", ""), "One of them is missing"),
    ((" * self.a * (1 - self.a)", " * (1 - self.a)"), "One of them is missing"),
    (
        ("self.a = 1", "self.z = z\n        self.a = 1"),
        ("self.a * (1 - self.a)", "self.z * (1 - self.z)"),
        "the sum z into",
    ),
    (("grad_output * self.a", "self.a"), "the slope alone"),
    (
        (
            "return grad_output * self.a",
            "self.forward(grad_output)\n        return grad_output * self.a",
        ),
        "sigmoid of `grad_output`",
    ),
    (
        ("return grad_output * self.a", "self.forward(grad_output)\n        return self.a"),
        "sigmoid of `grad_output`",
    ),
    (
        (
            "self.a = 1 / (1 + np.exp(-z))",
            "a = 1 / (1 + np.exp(-z))\n        self.a = getattr(self, 'a', a)",
        ),
        ("return self.a", "return a"),
        "an output from before",
    ),
    (
        ("return grad_output * self.a", "grad_output *= self.a\n        return grad_output"),
        "changed",
    ),
    (("self.a = 1", "z *= 1.0\n        z[:] = z + 1\n        self.a = 1"), "`forward(z)` is"),
    (("np.exp(-z)", "np.exp(np.float64(-z.astype(float)))"), "float32 went in"),
    (("self.a = 1", "Sigmoid.a = 1"), "share what they keep"),
    (
        (
            "return grad_output * self.a * (1 - self.a)",
            "self.a *= 1 - self.a\n        return grad_output * self.a",
        ),
        "when we called it again",
    ),
    (
        ("return grad_output * self.a * (1", "self.a = grad_output * self.a * (1"),
        ("- self.a)", "- self.a)\n        return self.a"),
        "when we called it again",
    ),
    (("self.a * (1 - self.a)", "(1 - grad_output)"), "put `grad_output` into"),
    (("(1 - self.a)", "1 - self.a"), "multiplies first and subtracts afterwards"),
    (("(1 - self.a)", "(1 + self.a)"), "`backward(grad_output)` is"),
    (("return self.a\n", "return np.squeeze(self.a)\n"), "Expected (1, 4)"),
    (("np.exp(-z)", "np.exp(-np.clip(z, -10, 10))"), "for z = -1000, 0, 1000"),
)
RELU = wrong(
    "ReLU",
    (("np.maximum(z, 0)", "np.max(z)"), "*one* maximum"),
    (("np.maximum(z, 0)", "np.max(0, z)"), "stops with"),
    (("np.maximum(z, 0)", "max(z, 0)"), "compares every number with 0"),
    (("np.maximum(z, 0)", "z"), "come out as they went in"),
    (("np.maximum(z, 0)", "np.abs(z)"), "absolute value"),
    (("np.maximum(z, 0)", "np.minimum(z, 0)"), "kept the negative sums"),
    (("np.maximum(z, 0)", "z > 0"), "only the mask"),
    (("        self.z = z\n", ""), "`self.z = z`"),
    (("self.z > 0", "grad_output > 0"), "where `grad_output` is positive"),
    (("self.z > 0", "self.z < 0"), "inverted"),
    (("self.z > 0", "self.z <= 0"), "inverted"),
    ((" * (self.z > 0)", ""), "passes the whole gradient on"),
    (("grad_output * (self.z > 0)", "(self.z > 0) * 1.0"), "the slope alone"),
    (("(self.z > 0)", "np.maximum(self.z, 0)"), "You multiplied by the output"),
    (
        ("return np.maximum(z, 0)", "z[z < 0] = 0\n        return z"),
        "`forward` changed its input",
    ),
    (("self.z = z", "self.z = getattr(self, 'z', z)"), "sums from before"),
    (("return grad_output", "grad_output"), "`backward` returned None"),
    (("(self.z > 0)", "np.where(self.z > 0, np.ones(1), 0)"), "float32 went in"),
    (("self.z = z", "ReLU.z = z"), "share what they keep"),
    (
        (
            "return grad_output * (self.z > 0)",
            "self.z = grad_output * (self.z > 0)\n        return self.z",
        ),
        "when we called it again",
    ),
    (("np.maximum(z, 0)", "np.clip(z, 0, 6)"), "The right one is 1000"),
    (("self.z > 0", "self.z > 0.1"), "is 0 at index 2"),
    (("(self.z > 0)", "np.sign(self.z)"), "`backward(grad_output)` is"),
    (("np.maximum(z, 0)", "np.maximum(z, 0.01 * z)"), "`forward(z)` is"),
    (("np.maximum(z, 0)", "z[z > 0]"), "has the shape"),
)
LOSS = wrong(
    "CrossEntropyLoss",
    ((".mean()", ".sum()"), "the *sum* over the batch"),
    (("return -(", "return ("), "The sign is missing"),
    (("-(self.y * log_p)", "(self.y * self.p)"), "averaged the probabilities"),
    (("-(self.y * log_p)", "-(self.y * self.p)"), "averaged the probabilities"),
    ((".sum(axis=-1).mean()", ".sum(axis=-1)"), "one cost per example"),
    ((".sum(axis=-1).mean()", ".mean()"), "over all the classes as well"),
    (
        ("z.max(axis=-1, keepdims=True)", "z.max()"),
        ("np.exp(shifted).sum(axis=-1, keepdims=True)", "np.exp(shifted).sum(axis=0)"),
        "sum to 1 over the batch",
    ),
    (
        ("np.exp(shifted).sum(axis=-1, keepdims=True)", "np.exp(shifted).sum()"),
        ("z.max(axis=-1, keepdims=True)", "z.max()"),
        "sum to 1 over the batch",
    ),
    (("z - z.max(axis=-1, keepdims=True)", "z"), "overflows"),
    (
        ("-(self.y * log_p).sum(axis=-1)", "-np.log((self.y * self.p).sum(axis=-1))"),
        "has no logarithm",
    ),
    (("axis=-1, keepdims", "axis=1, keepdims"), "single vector"),
    (("np.eye(z.shape[-1])[y]", "np.eye(z.shape[1])[y]"), "single vector"),
    (("len(np.atleast_2d(self.p))", "len(self.p)"), "The gradient of a single vector is off"),
    (
        ("(self.p - self.y) / batch", "np.atleast_2d(self.p - self.y) / batch"),
        "The gradient of a single vector is off",
    ),
    (
        (
            "self.p, self.y = np.exp(log_p), np.eye(z.shape[-1])[y]",
            "target = np.eye(z.shape[-1])[y]",
        ),
        ("self.y * log_p", "target * log_p"),
        "`self.p` and `self.y`",
    ),
    ((" / batch", ""), "divide by the number of examples"),
    (("self.p - self.y", "self.y - self.p"), "`y - p`"),
    (("self.p - self.y", "self.p"), "These are the probabilities"),
    (("(self.p - self.y)", "(-self.y / self.p)"), "with respect to the *probabilities*"),
    (("len(np.atleast_2d(self.p))", "self.p.size"), "classes included"),
    (
        ("self.p, self.y = np.exp(log_p)", "self.p, self.y = getattr(self, 'p', np.exp(log_p))"),
        "belongs to a `forward` from before",
    ),
    (
        (
            "shifted = z - z.max(axis=-1, keepdims=True)",
            "z -= z.max(axis=-1, keepdims=True)\n        shifted = z",
        ),
        "changed the logits",
    ),
    (("return -(", "-("), "`forward` returned None"),
    (("return (self", "(self"), "`backward` returned None"),
    (("np.log(np.exp", "np.log2(np.exp"), "`forward(z, y)` is"),
    (("np.eye(z.shape[-1])", "np.eye(3)"), "but two or four are not"),
    (("z.max(axis=-1, keepdims=True)", "z.max()"), "of the whole batch"),
    (("z.max(axis=-1", "np.abs(z).max(axis=-1"), "Logits of -1000"),
    (
        ("np.exp(log_p)", "np.exp(z) / np.exp(z).sum(axis=-1, keepdims=True)"),
        "but `backward` is not",
    ),
    (
        ("return (self.p - self.y) / batch", "self.p -= self.y\n        return self.p / batch"),
        "when we called it again",
    ),
    (
        ("self.p, self.y =", "CrossEntropyLoss.p, self.y ="),
        ("self.p - self.y", "CrossEntropyLoss.p - self.y"),
        "share what they keep",
    ),
    (("-(self.y * log_p).sum(axis=-1)", "-np.log(self.p[y])"), "picked whole rows"),
    (("len(np.atleast_2d(self.p))", "3"), "`backward()` is"),
    (("z.max(", "z.mean("), "Huge logits"),
    (
        ("len(np.atleast_2d(self.p))", "self.n"),
        ("self.p, self.y =", "self.n = getattr(self, 'n', len(z))\n        self.p, self.y ="),
        "from before",
    ),
    (
        ("return (self.p - self.y) / batch", "return np.squeeze((self.p - self.y) / batch)"),
        "Expected (1, 3)",
    ),
)
NETWORK = wrong(
    "Network",
    (("        return x\n", "            return x\n"), "stops after the first layer"),
    (("        return x\n", ""), "`forward` returned None"),
    (
        ("        return x\n", "        return out\n"),
        ("x = layer", "out = layer"),
        "got the same input",
    ),
    (("in self.layers", "in reversed(self.layers)"), "from the last to the first"),
    (("x = layer.forward(x)", "layer.forward(x)"), "returned its input"),
    (("reversed(self.layers)", "self.layers"), "from the first layer to the last"),
    (("grad_output = layer.backward", "layer.backward"), "got the same gradient"),
    (("reversed(self.layers)", "reversed(self.layers[1:])"), "did not reach the first layer"),
    (("reversed(self.layers)", "self.layers[::-1][:-1]"), "did not reach the first layer"),
    (
        (
            "grad_output = layer.backward(grad_output)\n",
            "layer.backward(grad_output)\n"
            "            if hasattr(layer, 'weight'):\n"
            "                layer.weight -= 0.1 * layer.weight_grad\n"
            "            grad_output = layer.backward(grad_output)\n",
        ),
        "before all gradients were known",
    ),
    (('hasattr(layer, "weight")', "isinstance(layer, Layer)"), "stops with NameError"),
    (
        ('hasattr(layer, "weight")', "type(layer).__name__ == 'Dense'"),
        "found no weights",
    ),
    ((", (layer.bias, layer.bias_grad)]", "]"), "the weights only"),
    (("        return pairs", "                return pairs"), "one layer only"),
    (
        ("(layer.weight, layer.weight_grad)", "(layer.weight_grad, layer.weight)"),
        "swapped",
    ),
    (
        ("(layer.weight, layer.weight_grad)", "(layer.weight.copy(), layer.weight_grad)"),
        "returned copies",
    ),
    (
        (
            "        pairs = []\n",
            "        if hasattr(self, 'old'):\n            return self.old\n"
            "        pairs = self.old = []\n",
        ),
        "the gradients of the first",
    ),
    (("        return pairs\n", ""), "`parameters` returned None"),
    (("self.layers = layers", "self.layer = layers"), "stops with AttributeError"),
    (
        (
            "[(layer.weight, layer.weight_grad), (layer.bias, layer.bias_grad)]",
            "[layer.weight, layer.bias]",
        ),
        "must return pairs",
    ),
    (("self.layers:", "self.layers[:3]:"), "not for one or five"),
    (("reversed(self.layers)", "self.layers[2::-1]"), "not for one or five"),
    (("self.layers = layers", "Network.layers = layers"), "not for one or five"),
    (("return pairs", "return pairs + pairs[:1]"), "twice"),
    (("(layer.bias, layer.bias_grad)", "(layer.bias, layer.weight_grad)"), "not its gradient"),
    (("(layer.weight, layer.weight_grad)", "(layer.weight, layer.weight)"), "not its gradient"),
    (("reversed(self.layers)", "self.layers.reverse()"), "`reversed(...)`"),
    (('hasattr(layer, "weight")', "hasattr(layer, weight)"), "needs quotes"),
    (("x = layer.forward(x)", "x = x + layer.forward(x)"), "`forward(x)` is"),
    (("(layer.weight, layer.weight_grad), ", ""), "the biases only"),
    (("pairs = []", "pairs = self.pairs = getattr(self, 'pairs', [])"), "Make a new list"),
)
SGD = wrong(
    "SGD",
    (("theta -= self.lr * grad", "theta = theta - self.lr * grad"), "Nothing changed"),
    (("theta -= self.lr * grad", "return theta - self.lr * grad"), "Nothing changed"),
    (("-=", "+="), "uphill"),
    (("self.lr * grad", "grad"), "the whole gradient"),
    (("self.lr * grad", "0.1 * grad"), "learning rate of this optimizer"),
    (("self.lr * grad", "0.01 * grad"), "learning rate of this optimizer"),
    (("self.lr * grad", "grad / self.lr"), "You divided"),
    (("* grad", "* np.sign(grad)"), "only the sign"),
    (("theta -= self.lr * grad", "grad *= self.lr\n        theta -= grad"), "changed the gradient"),
    (("self.lr * grad", "lr * grad"), "with `self.` in front"),
    (("self.lr * grad", "self.lr * grad.mean()"), "`theta` is"),
    (("theta -= self.lr * grad", "theta -= self.lr * grad\n        self.lr *= 0.5"), "three steps"),
    (("self.lr = lr", "self.rate = lr"), "stops with AttributeError"),
    (("self.lr = lr", "SGD.lr = lr"), "learning rate of this optimizer"),
    (("* grad", "* np.clip(grad, -5, 5)"), "`theta` is"),
    (
        (
            "theta -= self.lr * grad",
            "for i in range(theta.size):\n            theta[i] -= self.lr * grad[i]",
        ),
        "for weights in rows and columns",
    ),
    (("theta -= self.lr", "theta[...] = self.lr"), "became the step itself"),
    (("theta -=", "theta[:4] -="), "for weights in rows and columns"),
    (("theta -= self.lr", "theta *= 0.99\n        theta -= self.lr"), "`theta` is"),
    (("* grad", "* grad / np.linalg.norm(grad)"), "`theta` is"),
)
TRAIN = wrong(
    "train",
    (("    return costs\n", ""), "Collect the mean cost"),
    (("y[rows]", "y[start : start + batch_size]"), "`X` was shuffled, `y` was not"),
    (("order[start : start + batch_size]", "order"), "Every step took all the examples"),
    (
        ("range(0, len(X), batch_size)", "range(0, len(X) - batch_size + 1, batch_size)"),
        "left out",
    ),
    (("rng.permutation(len(X))", "rng.integers(len(X), size=len(X))"), "came twice"),
    (("rng.permutation(len(X))", "np.arange(len(X))"), "in the order of the data"),
    (
        ("    costs = []\n", "    costs, order = [], rng.permutation(len(X))\n"),
        ("order, total = rng.permutation(len(X)), 0.0", "total = 0.0"),
        "same order",
    ),
    (("rng.permutation(len(X))", "rng.permutation(len(X))[::-1]"), "another one than ours"),
    (("rng.permutation", "np.random.default_rng().permutation"), "another one than ours"),
    (("            network.backward(loss.backward())\n", ""), "You stepped before"),
    (
        ("            network.backward(loss.backward())\n", ""),
        (
            "optimizer.step(theta, grad)\n",
            "optimizer.step(theta, grad)\n            network.backward(loss.backward())\n",
        ),
        "You stepped before",
    ),
    (
        (
            "            network.backward(loss.backward())\n"
            "            for theta, grad in network.parameters():\n"
            "                optimizer.step(theta, grad)\n",
            "            grad = loss.backward()\n"
            "            for layer in reversed(network.layers):\n"
            "                layer.backward(grad)\n"
            "                if hasattr(layer, 'weight'):\n"
            "                    optimizer.step(layer.weight, layer.weight_grad)\n"
            "                    optimizer.step(layer.bias, layer.bias_grad)\n"
            "                grad = layer.backward(grad)\n",
        ),
        "before all gradients were known",
    ),
    (("                optimizer.step(theta, grad)\n", "                pass\n"), "never changed"),
    (("in network.parameters()", "in network.parameters()[:2]"), "Not every parameter"),
    (
        (
            "optimizer.step(theta, grad)\n",
            "optimizer.step(theta, grad)\n                optimizer.step(theta, grad)\n",
        ),
        "more than one step",
    ),
    (
        ("total += loss.forward", "costs.append(loss.forward"),
        ("y[rows]) * len(rows)", "y[rows]))"),
        ("        costs.append(total / len(X))\n", ""),
        "one cost per batch",
    ),
    ((" / len(X))\n", ")\n"), "the sum of an epoch's costs"),
    ((" * len(rows)", ""), ("total / len(X)", "total"), "the sum of an epoch's costs"),
    (
        (" * len(rows)", ""),
        ("total / len(X)", "total / len(range(0, len(X), batch_size))"),
        "mean of the batches' costs",
    ),
    ((" * len(rows)", ""), ("total +=", "total ="), ("total / len(X)", "total"), "last batch"),
    ((" * len(rows)", ""), "`train(...)` is"),
    (("range(epochs)", "range(epochs + 1)"), "we expect batches of"),
    (("network.forward(X[rows])", "network(X[rows])"), "stops with TypeError"),
    (
        (
            "for start in range(0, len(X), batch_size):\n",
            "for k in range(len(X) // batch_size + 1):\n            start = k * batch_size\n",
        ),
        "One batch was empty",
    ),
    (("range(0, len(X), batch_size)", "range(0, len(X) - 1, batch_size)"), "left out"),
    (("optimizer.step(theta, grad)", "theta -= optimizer.lr * grad"), "not through"),
    (("* len(rows)", "* batch_size"), "every batch as a full one"),
    (
        (
            "rng.permutation(len(X)), 0.0\n",
            "rng.permutation(len(X)), 0.0\n        X, y = X[order], y[order]\n",
        ),
        ("order[start : start + batch_size]", "np.arange(len(X))[start : start + batch_size]"),
        "shuffles the order of the epoch before",
    ),
    (
        ("total += loss", "loss"),
        ("y[rows]) * len(rows)", "y[rows])"),
        (
            "optimizer.step(theta, grad)\n",
            "optimizer.step(theta, grad)\n"
            "            total += loss.forward(network.forward(X[rows]), y[rows]) * len(rows)\n",
        ),
        "after its step",
    ),
    (
        ("        order, total", "        costs = []\n        order, total"),
        ("total += loss.forward", "costs.append(loss.forward"),
        ("y[rows]) * len(rows)", "y[rows]))"),
        ("        costs.append(total / len(X))\n", ""),
        "batches of the last epoch",
    ),
    (("y[rows]", "y"), "`y` still has all the examples"),
    (("X[rows]", "X[start : start + batch_size]"), "no longer belong together"),
    (("    return costs", "        return costs"), "we expect batches of"),
    (("loss.backward()", "-loss.backward()"), "The order is right"),
    (("step(theta, grad)", "step(theta, grad / len(rows))"), "The order is right"),
    (("loss.backward()", "loss.p - loss.y"), "was never called"),
)
TRAIN.append((f"{SOLUTIONS['train']}\ntrain = None", "`train` is a function"))
WRONG_PIECES = {
    "12.1": LINEAR,
    "12.2": SIGMOID,
    "12.3": RELU,
    "12.4": LOSS,
    "12.5": NETWORK,
    "12.6": SGD,
    "12.7": TRAIN,
}
