"""For each exercise: what a learner may write, and words of the hint that it must get.

They are written without a look at the mistakes that nnlib.exercises lists, and each of those
must be made here (see test_exercises.py).
"""

WRONG = {
    "02.1": [
        ("answer = 0", "sigmoid comes after"),
        ("answer = 1", "below the line"),
        ("answer = -0.5", "sign"),
        ("answer = '0.5'", "quotes"),
        ("answer = activations.sigmoid", "Call it"),
    ],
    "02.2": [
        ("answer = 2 * a_1", "never gives more than 1"),
        ("answer = 2 * z_1", "sigmoid comes after"),
        ("answer = a_1", "before doubling"),
        ("answer = 1 / (1 + math.exp(2 * z_1))", "minus z"),
        ("answer = 0.9", "more digits"),
        ("answer = print(a_1)", "None"),
    ],
    "02.3": [
        ("def unit_value(w, x):\n    return w @ x", "sigmoid comes after"),
        ("def unit_value(w, x):\n    return 1 / (1 + np.exp(w @ x))", "minus z"),
        ("def unit_value(w, x):\n    return activations.sigmoid(w * x)", "once, on the sum"),
        ("def unit_value(w, x):\n    return sum(activations.sigmoid(w * x))", "other way round"),
        ("def unit_value(w, x):\n    return 1 / (1 + np.exp(-np.sum(x)))", "multiplied"),
        ("def unit_value(w, x):\n    activations.sigmoid(w @ x)", "return"),
        ("def unit_value(w, x):\n    return activations.sigmoid(w @ V)", "ValueError"),
        ("unit_value = a_1", "function is asked for"),
    ],
    "02.4": [
        ("def sum_from_value(a):\n    return math.log(a) / (1 - a)", "brackets"),
        ("def sum_from_value(a):\n    return a / (1 - a)", "logarithm is missing"),
        ("def sum_from_value(a):\n    return math.log10(a / (1 - a))", "base 10"),
        ("def sum_from_value(a):\n    return math.log(a / (1 + a))", "not 1 plus"),
        ("def sum_from_value(a):\n    return 1.08", "Try it on a value"),
    ],
    "02.5": [
        ("answer = 0.9", "That is the value"),
        ("answer = 2.2", "weighted sum"),
        ("answer = 1.2", "too low"),
        ("answer = 1.9", "too high"),
    ],
    "05.1": [
        ("answer = 0.5", "the share"),
        ("answer = -np.log2(0.5)", "base 2"),
        ("answer = -np.log10(0.5)", "base 10"),
        ("answer = np.exp(-0.5)", "other way"),
        ("answer = np.log(0.5)", "sign"),
        ("answer = 0.69", "more digits"),
        ("answer = '-ln 0.5'", "quotes"),
    ],
    "05.2": [
        ("def squared_error(p, y):\n    return ((p - y) ** 2).sum()", "sum of the squares"),
        ("def squared_error(p, y):\n    return abs(p - y).mean()", "Nothing was squared"),
        ("def squared_error(p, y):\n    return np.mean(p**2 - y**2)", "other way round"),
        ("def squared_error(p, y):\n    return np.mean((p - y) ** 2) ** 0.5", "root"),
        ("def squared_error(p, y):\n    return (p - y) ** 2", "a single number"),
        ("def squared_error(p, y):\n    return (p[0] - y[0]) ** 2", "by hand"),
        ("def squared_error(p, y):\n    print(np.mean((p - y) ** 2))", "return"),
        ("squared_error = squares.mean()", "function is asked for"),
    ],
    "05.3": [
        ("answer = 0.3", "cross-entropy is not lower"),
        ("answer = 0.35", "cross-entropy is not lower"),
        ("answer = 0.437", "both costs are lower"),
        ("answer = 38", "per cent"),
        ("answer = 1.02", "between 0 and 1"),
        ("answer = [0.38, 0.619, 0.001]", "a single number"),
    ],
    "05.4": [
        ("def costs_of_sums(z):\n    return -np.log(activations.softmax(z))", "is infinite"),
        ("def costs_of_sums(z):\n    return np.log(sum(np.exp(z))) - z", "Lower all sums"),
        (
            "def costs_of_sums(z):\n    return np.log(np.exp(z - max(z)).sum()) - z",
            "inside the total",
        ),
        ("def costs_of_sums(z):\n    return max(z) - z", "the largest one only"),
        ("def costs_of_sums(z):\n    e = np.exp(z)\n    return -np.log(e / e.sum())", "NaN"),
        (
            "def costs_of_sums(z):\n    z = z - z.max()\n    return z - np.log(np.exp(z).sum())",
            "sign",
        ),
        ("def costs_of_sums(z):\n    return cross_entropy.forward(z, 0)", "got a single number"),
        (
            "def costs_of_sums(z):\n    z -= z.max()\n    return np.log(np.exp(z).sum()) - z",
            "changes the input",
        ),
    ],
    "06.1": [
        ("answer = p[1] - 1", "multiply by what comes in"),
        ("answer = grad_3[1, 1]", "if it is a dog"),
        ("answer = (p[1] - 1) * a_2[0]", "counts from 0"),
        ("answer = (p[1] - 1) * a_1[1]", "values of layer 2"),
        ("answer = p[0] * a_2[1]", "leads to"),
        ("answer = (1 - p[1]) * a_2[1]", "sign"),
        ("answer = np.outer(p - [0, 1, 0], a_2)", "a single number"),
    ],
    "06.2": [
        ("answer = -0.6905", "biases are parameters"),
        ("answer = -0.4987", "for a dog"),
        ("answer = 0.5013", "without the signs"),
        ("answer = 0.8897", "sign"),
        ("answer = -0.9", "more digits"),
        ("answer = 'bias of cat'", "quotes"),
    ],
    "06.3": [
        ("def slope_by_trial(f, x, h):\n    return (f(x + h) - f(x)) / h", "one direction"),
        ("def slope_by_trial(f, x, h):\n    return (f(x) - f(x - h)) / h", "downward only"),
        ("def slope_by_trial(f, x, h):\n    return (f(x + h) - f(x - h)) / 2 * h", "brackets"),
        ("def slope_by_trial(f, x, h):\n    return (f(x + h) - f(x - h)) / 2", "where is h"),
        ("def slope_by_trial(f, x, h):\n    return (f(x - h) - f(x + h)) / (2 * h)", "sign"),
        ("def slope_by_trial(f, x, h):\n    return f(x + h) - f(x - h)", "How far"),
        ("def slope_by_trial(f, x, h):\n    return f", "Call it"),
    ],
    "06.4": [
        ("def errors_before(W, errors, a):\n    return W.T @ errors", "One link is missing"),
        ("def errors_before(W, errors, a):\n    return W @ errors * (a * (1 - a))", "its column"),
        (
            "def errors_before(W, errors, a):\n"
            "    s = activations.sigmoid(a)\n    return W.T @ errors * s * (1 - s)",
            "no sigmoid",
        ),
        ("def errors_before(W, errors, a):\n    return W.T @ errors * a", "two factors"),
        ("def errors_before(W, errors, a):\n    return W.T @ errors * a - a * a", "a difference"),
        (
            "def errors_before(W, errors, a):\n    return np.outer(errors, a)",
            "got numbers of shape",
        ),
        ("def errors_before(W, errors, a):\n    return -(W.T @ errors) * a * (1 - a)", "sign"),
        ("def errors_before(W, errors, a):\n    return W_3.T @ errors * a * (1 - a)", "stops with"),
    ],
    "07.1": [
        ("answer = 0.5", "flat direction"),
        ("answer = 0.05", "other side"),
        ("answer = 40", "makes 1"),
        ("answer = 20", "in the gradient"),
        ("answer = -1 / 40", "sign"),
        ("answer = 0.03", "all of the way"),
        ("answer = lambda w: 1 / 40", "Call it"),
    ],
    "07.2": [
        ("answer = 0", "still on its way"),
        ("answer = 0.4", "still on its way"),
        ("answer = 0.8", "past the bottom"),
        ("answer = 0.002", "looks like the cost"),
        ("answer = 1", "from 0 to 0.95"),
        ("answer = 55", "from 0 to 0.95"),
    ],
    "07.3": [
        (
            "def momentum_step(theta, velocity, grad, lr, momentum):\n"
            "    velocity = momentum * velocity + grad\n    return theta + lr * velocity, velocity",
            "uphill",
        ),
        (
            "def momentum_step(theta, velocity, grad, lr, momentum):\n"
            "    theta = theta - lr * velocity\n    return theta, momentum * velocity + grad",
            "the old one",
        ),
        (
            "def momentum_step(theta, velocity, grad, lr, momentum):\n"
            "    return theta - lr * grad, momentum * velocity + grad",
            "gradient alone",
        ),
        (
            "def momentum_step(theta, velocity, grad, lr, momentum):\n"
            "    velocity = momentum * velocity + lr * grad\n    return theta - velocity, velocity",
            "Some libraries",
        ),
        (
            "def momentum_step(theta, velocity, grad, lr, momentum):\n"
            "    velocity = velocity + grad\n    return theta - lr * velocity, velocity",
            "Where is the momentum",
        ),
        (
            "def momentum_step(theta, velocity, grad, lr, momentum):\n"
            "    velocity *= momentum\n    velocity += grad\n    theta -= lr * velocity\n"
            "    return theta, velocity",
            "changes the input",
        ),
        (
            "def momentum_step(theta, velocity, grad, lr, momentum):\n"
            "    velocity = momentum * velocity + grad\n    return theta - lr * velocity",
            "Expected 2 values",
        ),
        (
            "def momentum_step(theta, velocity, grad, lr, momentum):\n"
            "    velocity = momentum * velocity + grad\n    return velocity, theta - lr * velocity",
            "`theta` first",
        ),
        (
            "def momentum_step(theta, velocity, grad, lr, momentum):\n"
            "    velocity = momentum * velocity + grad\n    return theta - velocity, velocity",
            "goes all of it",
        ),
    ],
    "07.4": [
        (
            "def one_round(w_1, w_2, x, y, lr):\n"
            "    a = w_1 * x\n    w_2 = w_2 - lr * 2 * (w_2 * a - y) * a\n"
            "    w_1 = w_1 - lr * 2 * (w_2 * a - y) * w_2 * x\n    return w_1, w_2",
            "with a new answer",
        ),
        (
            "def one_round(w_1, w_2, x, y, lr):\n"
            "    w_1 = w_1 - lr * 2 * (w_2 * w_1 * x - y) * w_2 * x\n"
            "    w_2 = w_2 - lr * 2 * (w_2 * w_1 * x - y) * w_1 * x\n    return w_1, w_2",
            "w_1 moves first",
        ),
        (
            "def one_round(w_1, w_2, x, y, lr):\n"
            "    error = 2 * (w_2 * w_1 * x - y)\n"
            "    return w_1 + lr * error * w_2 * x, w_2 + lr * error * w_1 * x",
            "uphill",
        ),
        (
            "def one_round(w_1, w_2, x, y, lr):\n"
            "    error = 2 * (w_2 * w_1 * x - y)\n"
            "    return w_1 - lr * error * x, w_2 - lr * error * w_1 * x",
            "leads through w_2",
        ),
        (
            "def one_round(w_1, w_2, x, y, lr):\n"
            "    error = w_2 * w_1 * x - y\n"
            "    return w_1 - lr * error * w_2 * x, w_2 - lr * error * w_1 * x",
            "half as large",
        ),
        (
            "def one_round(w_1, w_2, x, y, lr):\n"
            "    error = 2 * (w_2 * w_1 * x - y)\n"
            "    return w_2 - lr * error * w_1 * x, w_1 - lr * error * w_2 * x",
            "w_1 first",
        ),
    ],
    "08.1": [
        ("answer = 784 * 50 + 50 * 20 + 20 * 3", "a bias as well"),
        ("answer = (784 + 1) * 50 + (50 + 1) * 20", "a layer, too"),
        ("answer = 784 * 50 * 20 * 3", "add up"),
        ("answer = 785 * 50 + 785 * 20 + 21 * 3", "does not meet the pixels"),
        ("answer = 784 + 785 * 50 + 51 * 20 + 21 * 3", "no biases"),
        ("answer = network.theta.size", "layer by layer"),
        ("answer = '40333'", "quotes"),
    ],
    "08.2": [
        ("answer = score(network, test)", "As good as upright"),
        (
            "mirror = test.X[:, :, ::-1].reshape(len(test.X), -1)\n"
            "answer = metrics.accuracy(network(mirror), test.y)",
            "mirror image",
        ),
        ("answer = 35", "per cent"),
        ("answer = 209", "a count"),
        ("answer = 0.1", "only the pictures"),
        ("answer = upside_down = test.X[:, ::-1]", "a single number"),
    ],
    "08.3": [
        ("answer = 0.4805", "a cost"),
        ("answer = 5", "still falling"),
        ("answer = 60", "begun to rise"),
        ("answer = 100", "Which of the two"),
        ("answer = history.column('validation_loss')", "a single number"),
    ],
    "08.4": [
        ("def recognised(matrix):\n    return np.diag(matrix) / matrix.sum(axis=0)", "called so"),
        ("def recognised(matrix):\n    return np.diag(matrix) / matrix.sum()", "all pictures"),
        ("def recognised(matrix):\n    return sum(np.diag(matrix)) / matrix.sum()", "accuracy"),
        ("def recognised(matrix):\n    return np.diag(matrix)", "counts"),
        ("def recognised(matrix):\n    return 1 - np.diag(matrix) / sum(matrix.T)", "mistakes"),
        (
            "def recognised(matrix):\n    return matrix / matrix.sum(axis=1, keepdims=True)",
            "Expected numbers of shape",
        ),
        ("def recognised(matrix):\n    return diag(matrix) / matrix.sum(axis=1)", "NameError"),
    ],
    "08.5": [
        ("def training_and_test(X, n_test):\n    return X[:-n_test], X[-n_test:]", "are gone"),
        (
            "def training_and_test(X, n_test):\n"
            "    mirror = X[:, :, ::-1]\n"
            "    return np.concatenate([X[:-n_test], mirror]), X[-n_test:]",
            "still learned from",
        ),
        (
            "def training_and_test(X, n_test):\n"
            "    parts = X[:-n_test], X[-n_test:]\n"
            "    return tuple(np.concatenate([part, part[:, :, ::-1]]) for part in parts)",
            "training pictures only",
        ),
        (
            "def training_and_test(X, n_test):\n"
            "    training, test = X[:-n_test], X[-n_test:]\n"
            "    return np.concatenate([training, training[:, ::-1]]), test",
            "upside down",
        ),
        (
            "def training_and_test(X, n_test):\n"
            "    training, test = X[:-n_test], X[-n_test:]\n"
            "    return np.concatenate([training[:, :, ::-1], training]), test",
            "Only the order",
        ),
        (
            "def training_and_test(X, n_test):\n"
            "    training, test = X[:n_test], X[n_test:]\n"
            "    return np.concatenate([training, training[:, :, ::-1]]), test",
            "Look at value 1",
        ),
    ],
}
