"""For each exercise: what a learner may write, and words of the hint that it must get.

They are code, as a learner would write it, and take nothing from nnlib.exercises. Each mistake
that is listed there must be made here (see test_exercises_in_notebooks.py).
"""

WRONG = {
    "01.1": [
        ("answer = 28 * 28 * 3", "single channel"),
        ("answer = 28 + 28", "multiplied"),
        ("answer = 28", "one row"),
        ("answer = (28, 28)", "single number"),
        ("answer = 785", "How many pixels"),
    ],
    "01.2": [
        ("answer = (10 * 100 + 20) * 3", "place of red"),
        ("answer = (10 * 100 + 20) * 3 + 3", "one too far"),
        ("answer = 10 * 100 + 20 + 2", "three places, not one"),
        ("answer = (20 * 100 + 10) * 3 + 2", "changed places"),
        ("answer = 10 * 100 * 3 + 20 + 2", "mind the brackets"),
        ("answer = x[3062]", "Count full rows"),
    ],
    "01.3": [
        ("answer = 'the same vector'", "in the mirror"),
        ("answer = 'Other Numbers'", "change its colour"),
        ("answer = False", "in quotes"),
        ("answer = 'the same'", "Answer with one of"),
    ],
    "01.4": [
        ("def featurize(picture):\n    return picture.reshape(-1)", "should end at 1"),
        ("def featurize(picture):\n    return picture / 255", "not flattened"),
        ("def featurize(picture):\n    return picture.flatten() / 256", "not 256"),
        ("def featurize(picture):\n    return picture.flatten() // 255", "decimal point"),
        (
            "def featurize(picture):\n    return np.swapaxes(picture, 0, 1).ravel() / 255",
            "column by column",
        ),
        (
            "def featurize(picture):\n"
            "    return np.concatenate([picture[:, :, i].ravel() for i in range(3)]) / 255",
            "one channel after the other",
        ),
        ("def featurize(picture):\n    return photo.reshape(-1) / 255", "(30000,)"),
        ("def featurize(picture):\n    picture /= 255\n    return picture", "with UFuncTypeError"),
        (
            "def featurize(picture):\n    v = picture.reshape(-1) / 255\n"
            "    picture[:] = 0\n    return v",
            "changes the input",
        ),
    ],
    "01.5": [
        (
            "answer = np.unravel_index(photo.sum(axis=2).argmin(), (100, 100))[::-1]",
            "row comes first",
        ),
        ("answer = np.unravel_index(photo.sum(axis=2).argmax(), (100, 100))", "brightest"),
        ("answer = np.unravel_index(photo.argmin(), photo.shape)[:2]", "one single number"),
        ("answer = photo.sum(axis=2).argmin()", "Expected 2 values"),
        ("answer = np.unravel_index(photo.argmin(), photo.shape)", "Expected 2 values, got 3"),
        ("answer = (41, 30)", "value 2 of 2"),
    ],
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
    "03.1": [
        ("answer = 4 * 2", "has a bias, too"),
        ("answer = 4 * 2 + 4", "not to inputs"),
        ("answer = 4 + 2", "multiply"),
        ("answer = 4 * 2 + 1", "whole layer"),
        ("answer = (4 + 1, 2)", "single number"),
    ],
    "03.2": [
        ("answer = 'the same values'", "comes first after the swap"),
        ("answer = 'other values'", "its own weights"),
        ("answer = 'another order'", "Answer with one of"),
        ("answer = W[[1, 0, 2]] @ V", "in quotes"),
    ],
    "03.3": [
        ("answer = 0.5", "sign"),
        ("answer = 0", "leaves the value"),
        ("answer = 0.5 - activations.sigmoid(W[2] @ V)", "before the sigmoid"),
        ("answer = -activations.sigmoid(0.5)", "takes away the value"),
        ("answer = [0, 0, -0.5]", "single number"),
        ("answer = -1", "For which sum"),
    ],
    "03.4": [
        ("def batch_sums(X, W, b):\n    return X @ W.T", "biases are missing"),
        ("def batch_sums(X, W, b):\n    return W @ X.T + b", "wrong way round"),
        ("def batch_sums(X, W, b):\n    return W @ X.T + b[:, None]", "transposed"),
        (
            "def batch_sums(X, W, b):\n    return X @ W.reshape(W.shape[1], W.shape[0]) + b",
            "keeps the numbers in their order",
        ),
        ("def batch_sums(X, W, b):\n    return W @ X + b", "one row for each input"),
        (
            "def batch_sums(X, W, b):\n    return activations.sigmoid(X @ W.T + b)",
            "One step too far",
        ),
        ("def batch_sums(X, W, b):\n    return X @ W.T - b", "Why minus"),
        ("def batch_sums(X, W, b):\n    return X[0] @ W.T + b", "Expected numbers of shape"),
        ("def batch_sums(X, W, b):\n    return X.T @ W + b", "stops with ValueError"),
        ("def batch_sums(X, W, b):\n    return -(X @ W.T + b)", "the sign is not"),
    ],
    "03.5": [
        ("def relu_layer(x, W, b):\n    return W @ x + b", "relu do with a negative"),
        ("def relu_layer(x, W, b):\n    return np.maximum(0, W @ x)", "biases are missing"),
        ("def relu_layer(x, W, b):\n    return np.maximum(0, W @ x) + b", "before relu"),
        ("def relu_layer(x, W, b):\n    return np.abs(W @ x + b)", "does not become positive"),
        ("def relu_layer(x, W, b):\n    return activations.sigmoid(W @ x + b)", "with sigmoid"),
        (
            "def relu_layer(x, W, b):\n    z = W @ x + b\n    return z * (z < 0)",
            "drop the positive",
        ),
        ("def relu_layer(x, W, b):\n    return max(0, W @ x + b)", "on its own"),
        (
            "def relu_layer(x, W, b):\n    z = W @ x + b\n"
            "    if z < 0:\n        return 0\n    return z",
            "on its own",
        ),
        ("def relu_layer(x, W, b):\n    return activations.relu(x @ W + b)", "W comes first"),
        ("def relu_layer(x, W, b):\n    print(np.maximum(0, W @ x + b))", "return"),
    ],
    "04.1": [
        ("answer = [1, 1, 1]", "sum to 1"),
        ("answer = [2, 2, 2]", "sums themselves"),
        ("answer = np.exp([2, 2, 2])", "Divide each by the total"),
        ("answer = activations.sigmoid([2, 2, 2])", "sigmoid of each"),
        ("answer = 1 / 3", "got a single number"),
        ("answer = [0.33, 0.33, 0.33]", "more digits"),
    ],
    "04.2": [
        ("answer = 784 * 128 + 128 * 10", "has a bias, too"),
        ("answer = (784 * 128 + 784) + (128 * 10 + 128)", "Whose biases"),
        ("answer = 785 * 128", "hidden layer alone"),
        ("answer = 785 * 128 + 785 * 10", "from the hidden units"),
        ("answer = 785 * 128 + 1280", "last layer are missing"),
        ("answer = 784 * 128 * 10", "inputs times units"),
        ("answer = 101.77", "inputs times units"),
    ],
    "04.3": [
        ("def my_softmax(z):\n    return np.exp(z) / np.exp(z).sum()", "too large"),
        ("def my_softmax(z):\n    return np.exp(z - np.max(z))", "divide by the total"),
        ("def my_softmax(z):\n    return z / np.sum(z)", "function is missing"),
        ("def my_softmax(z):\n    return activations.sigmoid(z)", "sigmoid of each"),
        (
            "def my_softmax(z):\n    e = np.exp(z / z.max())\n    return e / e.sum()",
            "Subtracting does not",
        ),
        (
            "def my_softmax(z):\n    e = np.exp(z.min() - z)\n    return e / e.sum()",
            "smallest share",
        ),
        (
            "def my_softmax(z):\n    z -= z.max()\n    return np.exp(z) / np.exp(z).sum()",
            "changes the input",
        ),
        ("def my_softmax(z):\n    return math.exp(z)", "NameError"),
    ],
    "04.4": [
        (
            "def two_layers(x, W_first, W_last):\n"
            "    hidden = activations.sigmoid(W_first @ x)\n"
            "    return activations.softmax(W_last @ x)",
            "from the hidden units",
        ),
        (
            "def two_layers(x, W_first, W_last):\n"
            "    return activations.softmax(W_last @ W_first @ x)",
            "lost its sigmoid",
        ),
        (
            "def two_layers(x, W_first, W_last):\n"
            "    return activations.sigmoid(W_last @ activations.sigmoid(W_first @ x))",
            "softmax comes last",
        ),
        (
            "def two_layers(x, W_first, W_last):\n"
            "    return W_last @ activations.sigmoid(W_first @ x)",
            "makes shares",
        ),
        (
            "def two_layers(x, W_first, W_last):\n"
            "    return activations.softmax(W_last @ activations.tanh(W_first @ x))",
            "step by step",
        ),
        ("def two_layers(x, W_first):\n    return x", "TypeError"),
    ],
    "04.5": [
        ("answer = 0.5", "That is the share"),
        ("answer = z[1] + 2.1", "That is the sum"),
        ("answer = 1.5", "too small"),
        ("answer = 3", "too large"),
        ("answer = '2.1'", "quotes"),
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
        (
            "def slope_by_trial(f, x, h):\n    return (f(x + h / 2) - f(x - h / 2)) / h",
            "whole steps",
        ),
        ("def slope_by_trial(f, x, h):\n    return (f(x + h) - f(x)) / (2 * h)", "a single step"),
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
        ("def errors_before(W, errors, a):\n    return W.T @ errors * (1 - a)", "has another one"),
        ("def errors_before(W, errors, a):\n    return W.T @ errors * a - a * a", "a difference"),
        ("def errors_before(W, errors, a):\n    return W.T @ errors * a * 1 - a", "The brackets"),
        ("def errors_before(W, errors, a):\n    return errors * a * (1 - a)", "Which way leads"),
        (
            "def errors_before(W, errors, a):\n    return W.T @ (errors * a * (1 - a))",
            "Which way leads",
        ),
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
            "answer = metrics.accuracy(test.y, network(mirror))",
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
    "08.6": [
        ("answer = train.X[0]", "one of the animals"),
        ("answer = test.X[5][:, ::-1]", "one of the animals"),
        ("answer = datasets.silhouette.from_strokes([])", "pad is empty"),
        ("answer = explorers.DrawingPad().drawing", "gap or a dent"),
        (
            "open_ = [(40, 20), (240, 260), (40, 260)]\n"
            "answer = datasets.silhouette.from_strokes([open_])",
            "gap or a dent",
        ),
        (
            "square = [(40, 40), (240, 40), (240, 240), (40, 240), (40, 40)]\n"
            "answer = datasets.silhouette.from_strokes([square])",
            "says neither",
        ),
        (
            "box = [(110, 20), (170, 20), (170, 260), (110, 260), (110, 20)]\n"
            "answer = datasets.silhouette.from_strokes([box])",
            "not sure enough",
        ),
        ("answer = 255 * datasets.silhouette.from_strokes([[(3, 3)]])", "from 0 to 1"),
        ("answer = datasets.silhouette.from_strokes", "Call it"),
        ("answer = [(40, 20), (240, 260), (40, 260), (40, 20)]", "shape (28, 28)"),
        ("answer = explorers.DrawingPad()", "Expected numbers"),
    ],
    "09.1": [
        ("answer = 32", "Every unit has a bias"),
        ("answer = 44", "have no biases"),
        ("answer = 22", "layers of 4 is missing"),
        ("answer = 4 + 4 + 2", "How many numbers does each"),
        ("answer = 2 + 4 + 4 + 2", "inputs and all"),
        ("answer = [12, 20, 10]", "single number"),
    ],
    "09.2": [
        ("answer = 4 + 5 + 3 + 5", "That is the sum"),
        ("answer = 4 * 5 * 3", "several starts"),
        ("answer = 600", "in seconds"),
        ("answer = 10", "in minutes"),
    ],
    "09.3": [
        ("answer = 'more examples'", "close a gap"),
        ("answer = 'Weight decay'", "takes room away"),
        ("answer = 'stopping early'", "rises again"),
        ("answer = 'more data'", "Answer with one of"),
    ],
    "09.4": [
        (
            "def best_epoch(costs, patience):\n"
            "    best = bad = 0\n"
            "    for i, cost in enumerate(costs):\n"
            "        if cost < costs[best]:\n"
            "            best = i\n"
            "        elif (bad := bad + 1) == patience:\n"
            "            break\n"
            "    return best + 1",
            "stops too early",
        ),
        (
            "def best_epoch(costs, patience):\n"
            "    best = 0\n"
            "    for i, cost in enumerate(costs):\n"
            "        if cost < costs[best]:\n"
            "            best = i\n"
            "        elif i > best + patience:\n"
            "            break\n"
            "    return best + 1",
            "have stopped before",
        ),
        (
            "def best_epoch(costs, patience):\n    return np.argmin(costs) + 1",
            "have stopped before",
        ),
        (
            "def best_epoch(costs, patience):\n"
            "    best = 0\n"
            "    for i, cost in enumerate(costs):\n"
            "        if cost < costs[best]:\n"
            "            best = i\n"
            "        elif i - best == patience:\n"
            "            break\n"
            "    return best",
            "counted from 1",
        ),
        (
            "def best_epoch(costs, patience):\n"
            "    best = 0\n"
            "    for i, cost in enumerate(costs):\n"
            "        if cost < costs[best]:\n"
            "            best = i\n"
            "        elif i - best == patience:\n"
            "            return i + 1",
            "when it stops",
        ),
        (
            "def best_epoch(costs, patience):\n"
            "    for i in range(1, len(costs)):\n"
            "        if costs[i] > costs[i - 1]:\n"
            "            return i",
            "first rise is not the end",
        ),
        (
            "def best_epoch(costs, patience):\n"
            "    best, waited = np.inf, 0\n"
            "    for cost in costs:\n"
            "        best, waited = (cost, 0) if cost < best else (best, waited + 1)\n"
            "        if waited == patience:\n"
            "            return best",
            "Which epoch was it",
        ),
        ("def best_epoch(costs, patience):\n    return patience", "epochs old"),
    ],
    "09.5": [
        (
            "def choose(validation, test):\n    return validation.argmax(), validation.max()",
            "flatters it",
        ),
        (
            "def choose(validation, test):\n    return validation.argmax(), test.max()",
            "not the best of all",
        ),
        (
            "def choose(validation, test):\n    i = test.argmax()\n    return i, validation[i]",
            "the test has chosen",
        ),
        (
            "def choose(validation, test):\n    i = validation.argmin()\n    return i, test[i]",
            "the worst",
        ),
        (
            "def choose(validation, test):\n    return validation.max(), test[validation.argmax()]",
            "not its validation score",
        ),
        (
            "def choose(validation, test):\n    i = validation.argmax()\n    return test[i], i",
            "First the place, then",
        ),
        (
            "def choose(validation, test):\n    i = validation.argmax()\n    return i + 1, test[i]",
            "count from 0",
        ),
        ("def choose(validation, test):\n    return validation.argmax()", "got a single number"),
    ],
    "09.6": [
        ("answer = 17", "another start"),
        ("answer = 15", "come close"),
        ("answer = 9", "2 units stay below"),
        ("answer = 7", "1 unit per layer"),
        ("answer = 21", "something smaller"),
        ("answer = 3", "We ask for parameters"),
        ("answer = 921", "few units"),
    ],
    "10.1": [
        ("answer = 6 * 32 + 32 * 32 + 32", "You counted the weights. Add a bias for"),
        ("answer = 7 * 32 + 33 * 32 + 33 * 32", "You gave the last layer 32 units. It has"),
        ("answer = 7 * 32 + 33", "You counted one hidden layer. There are two"),
        ("answer = 7 * 32 + 33 * 32", "The last layer is missing. It has weights"),
        ("answer = 6*32*32*1", "You multiplied the layers. Add their"),
        ("answer = 6*32+32*32+32+6", "6 inputs, two layers of 32 units, 1 output"),
        ("answer = 1313.5", "6 inputs, two layers of 32 units, 1 output"),
        ("answer = 5150", "That is the number of hours. Count the"),
        ("answer = 'more hours'", "Expected numbers, got text. Leave out the"),
        ("answer = 6+32+32+1", "These are inputs and units. Count the"),
        ("answer = 6*32+32+32*32+32+32", "The bias of the output is missing."),
        ("answer = 6*32+32*32+32*1+64", "The bias of the output is missing."),
        ("answer = 7*32+33*32", "The last layer is missing. It has weights"),
        ("answer = 32*32", "6 inputs, two layers of 32 units, 1 output"),
        ("answer = 6*64+64+64+1", "That is one layer of 64. Two layers of 32"),
        ("answer = 1,313.0", "Expected a single number, got"),
        ("answer = 5*32+32+32*32+32+33", "You left out an input. The bicycles have"),
        ("answer = 6*32+32+32*32+32+32*2+2", "6 inputs, two layers of 32 units, 1 output"),
    ],
    "10.2": [
        (
            "def standardized(X, X_new):\n"
            "    return (X_new - X_new.mean(axis=0)) / X_new.std(axis=0)",
            "You used the mean and the deviation of the",
        ),
        (
            "def standardized(X, X_new):\n"
            "    both = np.concatenate([X, X_new])\n"
            "    return (X_new - both.mean(axis=0)) / both.std(axis=0)",
            "You used all rows together. Mean and",
        ),
        (
            "def standardized(X, X_new):\n    return (X_new - X.mean()) / X.std()",
            "One mean over all columns mixes days with",
        ),
        (
            "def standardized(X, X_new):\n    return (X_new - X.mean(axis=0)) / X.var(axis=0)",
            "You divided by the variance. Divide by its",
        ),
        (
            "def standardized(X, X_new):\n    return X_new - X.mean(axis=0)",
            "You subtracted the mean. Now divide by the",
        ),
        (
            "def standardized(X, X_new):\n    return X_new / X.std(axis=0)",
            "You divided without subtracting the mean",
        ),
        (
            "def standardized(X, X_new):\n    return (X - X.mean(axis=0)) / X.std(axis=0)",
            "These are the training rows. Return the new",
        ),
        (
            "def standardized(X, X_new):\n"
            "    X_new -= X.mean(axis=0)\n"
            "    return X_new / X.std(axis=0)",
            "Your function changes the input that it",
        ),
        (
            "def standardized(X, X_new):\n    return (X_new - X.mean(axis=1)) / X.std(axis=1)",
            "stops with ValueError",
        ),
        (
            "def standardized(X, X_new):\n    return (X - X_new.mean(axis=0)) / X_new.std(axis=0)",
            "You scaled the training rows by the new",
        ),
        (
            "def standardized(X, X_new):\n    return (X_new - X.mean(axis=0)) / X_new.std(axis=0)",
            "The mean is right, but the deviation is",
        ),
        (
            "def standardized(X, X_new):\n    return (X_new - X_new.mean(axis=0)) / X.std(axis=0)",
            "The deviation is right, but the mean is",
        ),
        (
            "def standardized(X, X_new):\n"
            "    return (X_new - X.min(axis=0)) / (X.max(axis=0) - X.min(axis=0))",
            "You scaled from the lowest to the highest",
        ),
        (
            "def standardized(X, X_new):\n    return X_new - X.mean(axis=0) / X.std(axis=0)",
            "Python divides before it subtracts. Write",
        ),
        (
            "def standardized(X, X_new):\n    return (X_new - X.mean(axis=0)) * X.std(axis=0)",
            "You multiplied by the deviation. Divide by",
        ),
        (
            "def standardized(X, X_new):\n"
            "    return (X_new - X.mean(axis=0)) / X.std(axis=0, ddof=1)",
            "You divided by n − 1 inside the deviation.",
        ),
        (
            "def standardized(X, X_new):\n    return (X.mean(axis=0) - X_new) / X.std(axis=0)",
            "sign is not.",
        ),
        (
            "def standardized(X, X_new):\n    return (X_new - X.mean()) / X.std(axis=0)",
            "You took one mean over all columns. Each",
        ),
        (
            "def standardized(X, X_new):\n    return (X_new - X.mean(axis=0)) / X.std()",
            "You took one deviation over all columns.",
        ),
        (
            "def standardized(X, X_new):\n    return (X_new + X.mean(axis=0)) / X.std(axis=0)",
            "You added the mean. Subtract it.",
        ),
        (
            "def standardized(X, X_new):\n"
            "    return (X_new - np.median(X, axis=0)) / X.std(axis=0)",
            "From each column of the new rows subtract a",
        ),
        (
            "def standardized(X, X_new):\n    return X_new / X.max(axis=0)",
            "From each column of the new rows subtract a",
        ),
        (
            "def standardized(X, X_new):\n"
            "    mean, std = X.mean(axis=0), X.std(axis=0)\n"
            "    X = (X - mean) / std\n"
            "    return X, (X_new - mean) / std",
            "Expected numbers, got a list or tuple with",
        ),
        (
            "def standardized(X, X_new):\n    return ((X_new - X.mean(axis=0)) / X.std(axis=0)).T",
            "All numbers are there, but transposed: rows",
        ),
        (
            "def standardized(X, X_new):\n"
            "    return (X_new - bikes.X.mean(axis=0)) / bikes.X.std(axis=0)",
            "stops with AttributeError",
        ),
        (
            "def standardized(X, X_new):\n    return (X_new - mean(X)) / std(X)",
            "stops with NameError",
        ),
        (
            "def standardized(X, X_new):\n"
            "    return ((X_new.T - X.T.mean(axis=0)) / X.T.std(axis=0)).T",
            "stops with ValueError",
        ),
    ],
    "10.3": [
        (
            "def r2(y, prediction):\n"
            "    return np.sum((y - prediction) ** 2) / np.sum((y - y.mean()) ** 2)",
            "That is the fraction that is left over. R²",
        ),
        (
            "def r2(y, prediction):\n"
            "    return 1 - np.sum(np.abs(y - prediction)) / np.sum(np.abs(y - y.mean()))",
            "You took the sizes of the errors. Square",
        ),
        (
            "def r2(y, prediction):\n    return 1 - np.sum((y - prediction) ** 2) / y.var()",
            "You divided a sum by a mean. Take the sum",
        ),
        (
            "def r2(y, prediction):\n"
            "    rest = np.sum((y - prediction) ** 2)\n"
            "    return 1 - rest / np.sum((y - prediction.mean()) ** 2)",
            "You compared with the mean of the",
        ),
        (
            "def r2(y, prediction):\n    return np.corrcoef(y, prediction)[0, 1] ** 2",
            "That is the squared correlation. It",
        ),
        (
            "def r2(y, prediction):\n"
            "    errors = np.sum((y - prediction) ** 2)\n"
            "    return 1 - errors / np.sum((prediction - prediction.mean()) ** 2)",
            "You compared with how the predictions vary.",
        ),
        (
            "def r2(y, prediction):\n"
            "    errors = np.sum((y - prediction) ** 2)\n"
            "    return 1 - errors / np.sum(y - y.mean()) ** 2",
            "The distances from the mean add up to 0.",
        ),
        (
            "def r2(y, prediction):\n"
            "    errors = np.sum((y - prediction) ** 2)\n"
            "    return 1 - errors / np.sum(prediction ** 2)",
            "You divided by the squares of the",
        ),
        (
            "def r2(y, prediction):\n    errors = np.sum((y - prediction) ** 2)\n    return errors",
            "That is the sum of the squared errors.",
        ),
        (
            "def r2(y, prediction):\n"
            "    errors = np.sum((y - prediction) ** 2)\n"
            "    return 1 - errors / y.std()",
            "You divided by the standard deviation.",
        ),
        (
            "def r2(y, prediction):\n"
            "    errors = np.sum((y - prediction) ** 2)\n"
            "    return 1 - np.sqrt(errors / np.sum((y - y.mean()) ** 2))",
            "You took a root. R² compares the squared",
        ),
        (
            "def r2(y, prediction):\n"
            "    errors = np.sum((y - prediction) ** 2)\n"
            "    return errors / np.sum(y**2) - 1",
            "What would you predict if you knew only the",
        ),
        (
            "def r2(y, prediction):\n"
            "    errors = np.sum((y - prediction) ** 2)\n"
            "    return errors / np.sum((y - y.mean())**2) - 1",
            "sign is not.",
        ),
        (
            "def r2(y, prediction):\n"
            "    errors = np.sum((y - prediction) ** 2)\n"
            "    return 1 - errors / (np.sum(y**2) - y.mean()**2)",
            "What would you predict if you knew only the",
        ),
        (
            "def r2(y, prediction):\n"
            "    errors = np.sum((y - prediction) ** 2)\n"
            "    return 1 - errors / np.sum(y.mean()**2)",
            "What would you predict if you knew only the",
        ),
        (
            "def r2(y, prediction):\n"
            "    errors = np.sum((y - prediction) ** 2)\n"
            "    return 1 - np.sum((y - y.mean()) ** 2) / errors",
            "The fraction is upside down. The errors of",
        ),
        (
            "def r2(y, prediction):\n"
            "    errors = np.sum(y - prediction) ** 2\n"
            "    return 1 - errors / np.sum((y - y.mean())**2)",
            "You squared the sum. Square each distance",
        ),
        (
            "def r2(y, prediction):\n"
            "    errors = np.sum((y - prediction) ** 2)\n"
            "    return 1 - errors / np.sum((y - np.median(y))**2)",
            "You compared with the median. Compare with",
        ),
        (
            "def r2(y, prediction):\n"
            "    return np.sum((prediction - y.mean())**2)/np.sum((y - y.mean())**2)",
            "What would you predict if you knew only the",
        ),
        (
            "def r2(y, prediction):\n"
            "    errors = np.sum((y - prediction) ** 2)\n"
            "    return 1 - errors / len(y)",
            "What would you predict if you knew only the",
        ),
    ],
    "10.4": [
        ("answer = 'wind (km/h)'", "The network hardly needs the wind: R²"),
        ("answer = 'working day (0 or 1)'", "The working day matters, but R² falls"),
        ("answer = 'humidity (%)'", "R² falls further for another column."),
        ("answer = 1", 'text in quotes, one of `"day of'),
        ("answer = 'day of the year'", "R² falls further for another column."),
        ("answer = 'temperature (°C)'", "R² falls further for another column."),
        ("answer = 'temperature'", 'Answer with one of `"day of the year"`'),
        ("answer = 'hours'", 'Answer with one of `"day of the year"`'),
        ("answer = 'working day'", 'Answer with one of `"day of the year"`'),
        ("answer = 'Hour of the day'", 'Answer with one of `"day of the year"`'),
        ("answer = 'wind'", 'Answer with one of `"day of the year"`'),
        ("answer = ['hour']", 'text in quotes, one of `"day of'),
        ("answer = bikes.feature_names", 'text in quotes, one of `"day of'),
        ("answer = -0.5", 'text in quotes, one of `"day of'),
    ],
    "10.5": [
        ("answer = 2", "These are the units. Count their weights"),
        ("answer = 10", "3 units do it, but fewer units do it, too."),
        ("answer = 4", "With 1 unit the error is far larger. Add a"),
        ("answer = 6", "The bias of the output is missing."),
        ("answer = 1", "Choose tanh, start with one unit, and read"),
        ("answer = 3", "These are the units of a network that is"),
        ("answer = 5", "The weights of the output are missing. Each"),
        ("answer = 13", "4 units do it, but fewer units do it, too."),
        ("answer = 0.03", "Choose tanh, start with one unit, and read"),
        ("answer = 8", "Choose tanh, start with one unit, and read"),
        ("answer = 9", "Choose tanh, start with one unit, and read"),
        ("answer = 16", "Choose tanh, start with one unit, and read"),
        ("answer = 1000", "Choose tanh, start with one unit, and read"),
        ("answer = 0.1", "Choose tanh, start with one unit, and read"),
        ("answer = 91", "Choose tanh, start with one unit, and read"),
        ("answer = 22", "Choose tanh, start with one unit, and read"),
        ("answer = 2*2+1+1+2", "Choose tanh, start with one unit, and read"),
        ("answer = [2, 2, 2, 1]", "Expected a single number, got numbers of"),
    ],
    "11.1": [
        ("answer = 'the gradient'", "PyTorch adds"),
        ("answer = 'zeros'", "Only `zero_grad`"),
        ("answer = 2", "text in quotes"),
        ("answer = None", "text in quotes"),
        ("answer = 'twice'", "Answer with one of"),
        ("answer = 'the sum'", "Answer with one of"),
        ("answer = '2 * gradient'", "Answer with one of"),
        ("answer = 'an error'", "Answer with one of"),
        ("answer = 'gradient'", "Answer with one of"),
        ("answer = 'half the gradient'", "Answer with one of"),
        ("answer = ['twice the gradient']", "text in quotes"),
    ],
    "11.2": [
        (
            "def combined(first, second, n_first, n_second):\n    return (first + second) / 2",
            "plain mean",
        ),
        (
            "def combined(first, second, n_first, n_second):\n    return first + second",
            "You added the gradients",
        ),
        (
            "def combined(first, second, n_first, n_second):\n"
            "    return n_first * first + n_second * second",
            "Divide by their number",
        ),
        (
            "def combined(first, second, n_first, n_second):\n"
            "    return (n_second * first + n_first * second) / (n_first + n_second)",
            "Swap the two numbers",
        ),
        (
            "def combined(first, second, n_first, n_second):\n"
            "    return (n_first * first + n_second * second) / 2",
            "divided by 2",
        ),
        (
            "def combined(first, second, n_first, n_second):\n"
            "    return first / n_first + second / n_second",
            "so multiply",
        ),
        (
            "def combined(first, second, n_first, n_second):\n"
            "    return (first + second) / (n_first + n_second)",
            "without multiplying first",
        ),
        (
            "def combined(first, second, n_first, n_second):\n"
            "    return n_first * first + n_second * second / (n_first + n_second)",
            "brackets around the sum",
        ),
        (
            "def combined(first, second, n_first, n_second):\n"
            "    return (n_first * first + n_second * second) / (n_first * n_second)",
            "Turn both means into sums",
        ),
        (
            "def combined(first, second, n_first, n_second):\n"
            "    return first if n_first > n_second else second",
            "Turn both means into sums",
        ),
        (
            "def combined(first, second, n_first, n_second):\n    return np.mean([first, second])",
            "shape",
        ),
        (
            "def combined(first, second, n_first, n_second):\n"
            "    return n_first / n_second * first + second",
            "Turn both means into sums",
        ),
        (
            "def combined(first, second, n_first, n_second):\n"
            "    return -(n_first * first + n_second * second) / (n_first + n_second)",
            "sign",
        ),
        (
            "def combined(first, second, n_first, n_second):\n"
            "    return (48 * first + 16 * second) / 64",
            "Turn both means into sums",
        ),
    ],
    "11.3": [
        ("answer = 16 * 8 * 9", "weights only"),
        ("answer = 16 * (9 + 1)", "9 for each of the 8 maps"),
        ("answer = 16 * 8 * (9 + 1)", "one bias per map and kernel"),
        ("answer = 8 * 9 + 1", "You counted one kernel"),
        ("answer = 8 * (16 * 9 + 1)", "one bias per map. The biases"),
        ("answer = 16 * 8 * 9 + 1", "one bias for the whole layer"),
        ("answer = 16 * 8 * 9 + 8", "one bias per map. The biases"),
        ("answer = (16 + 8) * 9 + 16", "added kernels and maps"),
        ("answer = 16 * 8 * 3 + 16", "Count one kernel first"),
        ("answer = 16 * 9", "Count one kernel first"),
        ("answer = 784 * 676 + 676", "Count one kernel first"),
        ("answer = -1168", "sign"),
        ("answer = (16, 8, 3, 3)", "number"),
    ],
    "11.4": [
        (
            "def slide(image, kernel):\n"
            "    rows, columns = image.shape[0] - 2, image.shape[1] - 2\n"
            "    sums = np.zeros((rows, columns))\n"
            "    for i in range(rows):\n"
            "        for j in range(columns):\n"
            "            sums[i, j] = np.sum(image[i : i + 3, j : j + 3] @ kernel)\n"
            "    return sums",
            "swapped the two matrices",
        ),
        (
            "def slide(image, kernel):\n"
            "    rows, columns = image.shape[0] - 2, image.shape[1] - 2\n"
            "    sums = np.zeros((rows, columns))\n"
            "    for i in range(rows):\n"
            "        for j in range(columns):\n"
            "            sums[i, j] = np.mean(kernel * image[i : i + 3, j : j + 3])\n"
            "    return sums",
            "took the mean",
        ),
        (
            "def slide(image, kernel):\n"
            "    rows, columns = image.shape[0] - 2, image.shape[1] - 2\n"
            "    sums = np.zeros((rows, columns))\n"
            "    for i in range(rows):\n"
            "        for j in range(columns):\n"
            "            sums[i, j] = np.sum(kernel.T * image[i : i + 3, j : j + 3])\n"
            "    return sums",
            "transposed the kernel",
        ),
        (
            "def slide(image, kernel):\n"
            "    rows, columns = image.shape[0] - 2, image.shape[1] - 2\n"
            "    sums = np.zeros((rows, columns))\n"
            "    for i in range(rows):\n"
            "        for j in range(columns):\n"
            "            sums[i, j] = np.sum(kernel[::-1, ::-1] * image[i : i + 3, j : j + 3])\n"
            "    return sums",
            "upside down",
        ),
        (
            "def slide(image, kernel):\n"
            "    rows, columns = image.shape[0] - 2, image.shape[1] - 2\n"
            "    sums = np.zeros((rows, columns))\n"
            "    for i in range(rows):\n"
            "        for j in range(columns):\n"
            "            sums[i, j] = np.sum(kernel + image[i : i + 3, j : j + 3])\n"
            "    return sums",
            "added weights and pixels",
        ),
        (
            "def slide(image, kernel):\n"
            "    rows, columns = image.shape[0] - 2, image.shape[1] - 2\n"
            "    sums = np.zeros((rows, columns))\n"
            "    for i in range(rows):\n"
            "        for j in range(columns):\n"
            "            sums[i, j] = np.sum(kernel) * np.sum(image[i : i + 3, j : j + 3])\n"
            "    return sums",
            "Multiply each pair",
        ),
        (
            "def slide(image, kernel):\n"
            "    rows, columns = image.shape[0] - 2, image.shape[1] - 2\n"
            "    sums = np.zeros((rows, columns))\n"
            "    for i in range(rows):\n"
            "        for j in range(columns):\n"
            "            sums[i, j] = max(0, np.sum(kernel * image[i : i + 3, j : j + 3]))\n"
            "    return sums",
            "as relu does",
        ),
        (
            "def slide(image, kernel):\n"
            "    rows, columns = image.shape[0] - 2, image.shape[1] - 2\n"
            "    sums = np.zeros((rows, columns))\n"
            "    for i in range(rows):\n"
            "        for j in range(columns):\n"
            "            sums[i, j] = np.sum(kernel.T @ image[i : i + 3, j : j + 3])\n"
            "    return sums",
            "The two loops are fine",
        ),
        (
            "def slide(image, kernel):\n"
            "    rows, columns = image.shape[0] - 2, image.shape[1] - 2\n"
            "    sums = np.zeros((rows, columns))\n"
            "    for i in range(rows):\n"
            "        for j in range(columns):\n"
            "            sums[i, j] = np.max(kernel * image[i : i + 3, j : j + 3])\n"
            "    return sums",
            "The two loops are fine",
        ),
        (
            "def slide(image, kernel):\n"
            "    rows, columns = image.shape[0] - 2, image.shape[1] - 2\n"
            "    sums = np.zeros((rows, columns))\n"
            "    for i in range(rows):\n"
            "        for j in range(columns):\n"
            "            sums[i, j] = np.trace(kernel @ image[i : i + 3, j : j + 3])\n"
            "    return sums",
            "transposed the kernel",
        ),
        (
            "def slide(image, kernel):\n"
            "    rows, columns = image.shape[0] - 2, image.shape[1] - 2\n"
            "    sums = np.zeros((rows, columns))\n"
            "    for i in range(rows):\n"
            "        for j in range(columns):\n"
            "            sums[i, j] = kernel[1, 1] * image[i + 1, j + 1]\n"
            "    return sums",
            "The two loops are fine",
        ),
        (
            "def slide(image, kernel):\n"
            "    rows, columns = image.shape[0] - 2, image.shape[1] - 2\n"
            "    sums = np.zeros((rows, columns))\n"
            "    for i in range(rows):\n"
            "        for j in range(columns):\n"
            "            sums[i, j] = np.sum(kernel * image[i : i + 2, j : j + 2])\n"
            "    return sums",
            "ValueError",
        ),
        (
            "def slide(image, kernel):\n"
            "    rows, columns = image.shape[0] - 2, image.shape[1] - 2\n"
            "    sums = np.zeros((rows, columns))\n"
            "    for i in range(rows):\n"
            "        for j in range(columns):\n"
            "            sums[i, j] = kernel * image[i : i + 3, j : j + 3]\n"
            "    return sums",
            "Error",
        ),
    ],
}
