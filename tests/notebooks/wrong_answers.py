"""For each exercise: what a learner may write, and words of the hint that it must get.

They are code, as a learner would write it, and take nothing from nnlib.exercises. Each mistake
that is listed there must be made here (see test_exercises.py).
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
        ("def relu_layer(x, W, b):\n    return max(0, W @ x + b)", "ValueError"),
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
    "09.1": [
        ("answer = 32", "Every unit has a bias"),
        ("answer = 44", "have no biases"),
        ("answer = 22", "layers of 4 is missing"),
        ("answer = 2 + 4 + 4 + 2", "How many numbers does each"),
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
        ("def choose(validation, test):\n    return test[validation.argmax()]", "2 values"),
    ],
    "09.6": [
        ("answer = 22", "another arrangement"),
        ("answer = 17", "3 units in one layer"),
        ("answer = 12", "2 units in one layer"),
        ("answer = 4", "Parameters are asked for"),
        ("answer = 50", "few units"),
    ],
    "10.1": [
        ("answer = 6 * 32 + 32 * 32 + 32", "Every unit has a bias"),
        ("answer = 7 * 32 + 33 * 32 + 33 * 32", "one unit"),
        ("answer = 7 * 32 + 33", "two hidden layers"),
        ("answer = 7 * 32 + 33 * 32", "last layer is missing"),
    ],
    "10.2": [
        (
            "def standardised(X, X_new):\n"
            "    return (X_new - X_new.mean(axis=0)) / X_new.std(axis=0)",
            "own mean and deviation",
        ),
        (
            "def standardised(X, X_new):\n"
            "    both = np.concatenate([X, X_new])\n"
            "    return (X_new - both.mean(axis=0)) / both.std(axis=0)",
            "must not see",
        ),
        ("def standardised(X, X_new):\n    return (X_new - X.mean()) / X.std()", "mixes days"),
        (
            "def standardised(X, X_new):\n    return (X_new - X.mean(axis=0)) / X.var(axis=0)",
            "variance",
        ),
        ("def standardised(X, X_new):\n    return X_new - X.mean(axis=0)", "Now divide"),
        ("def standardised(X, X_new):\n    return X_new / X.std(axis=0)", "without subtracting"),
        (
            "def standardised(X, X_new):\n    return (X - X.mean(axis=0)) / X.std(axis=0)",
            "old rows",
        ),
        (
            "def standardised(X, X_new):\n"
            "    X_new -= X.mean(axis=0)\n"
            "    return X_new / X.std(axis=0)",
            "changes the input",
        ),
        (
            "def standardised(X, X_new):\n    return (X_new - X.mean(axis=1)) / X.std(axis=1)",
            "ValueError",
        ),
    ],
    "10.3": [
        (
            "def r2(y, prediction):\n"
            "    return np.sum((y - prediction) ** 2) / np.sum((y - y.mean()) ** 2)",
            "1 less that share",
        ),
        (
            "def r2(y, prediction):\n"
            "    return 1 - np.sum(np.abs(y - prediction)) / np.sum(np.abs(y - y.mean()))",
            "squared",
        ),
        (
            "def r2(y, prediction):\n    return 1 - np.sum((y - prediction) ** 2) / y.var()",
            "the same for both",
        ),
        (
            "def r2(y, prediction):\n"
            "    rest = np.sum((y - prediction) ** 2)\n"
            "    return 1 - rest / np.sum((y - prediction.mean()) ** 2)",
            "not with that of the prediction",
        ),
        ("def r2(y, prediction):\n    return np.corrcoef(y, prediction)[0, 1] ** 2", "mean of y"),
    ],
    "10.4": [
        ("answer = 'wind (km/h)'", "matters least"),
        ("answer = 'working day (0 or 1)'", "falls further for another"),
        ("answer = 'humidity (%)'", "one column at a time"),
        ("answer = 1", "text in quotes"),
    ],
    "10.5": [
        ("answer = 2", "These are the units"),
        ("answer = 10", "fewer do as well"),
        ("answer = 4", "1 unit"),
        ("answer = 6", "output has a bias"),
    ],
}
