"""For each exercise: what a learner may write, and words of the hint that it must get.

They are code, as a learner would write it, and take nothing from nnlib.exercises. Each mistake
that is listed there must be made here (see test_exercises_in_notebooks.py).
"""

# A right answer to 06.5, in which one thing at a time is changed.
RETURNED = "return weight_grads + bias_grads"
ALL_GRADIENTS = f"""
def all_gradients(weights, biases, x, y):
    outputs = [x]
    for W, b in zip(weights, biases):
        z = W @ outputs[-1] + b
        outputs.append(activations.sigmoid(z))
    delta = activations.softmax(z) - y
    weight_grads, bias_grads = [], []
    for k in reversed(range(len(weights))):
        a = outputs[k]
        weight_grads.insert(0, np.outer(delta, a))
        bias_grads.insert(0, delta)
        delta = (weights[k].T @ delta) * a * (1 - a)
    {RETURNED}
"""

WRONG = {
    "01.1": [
        ("answer = 28 * 28 * 3", "only one channel"),
        ("answer = 28 + 28", "Multiply them"),
        ("answer = 28", "one row"),
        ("answer = 28 * 28 - 1", "the last index"),
        ("answer = 785", "one too many"),
        ("answer = 28 * 28 * 255", "multiplied by 255"),
        ("answer = x.size", "the photo's vector"),
        ("answer = (28, 28)", "single number"),
        ("answer = '784'", "quotes"),
        ("answer = 28 * 28 / 255", "Count the pixels"),
        ("answer = photo.reshape(-1)", "single number"),
    ],
    "01.2": [
        ("answer = (10 * 100 + 20) * 3", "index of red"),
        ("answer = (10 * 100 + 20) * 3 + 1", "index of green"),
        ("answer = (10 * 100 + 20) * 3 + 3", "one too far"),
        ("answer = 10 * 100 + 20 + 2", "one number per pixel"),
        ("answer = (20 * 100 + 10) * 3 + 2", "swapped"),
        ("answer = 10 * 100 * 3 + 20 + 2", "only the full rows"),
        ("answer = 10 * 100 + 20 * 3 + 2", "only the 20 pixels"),
        ("answer = (10 * 100 + 20 + 2) * 3", "Add 2 last"),
        ("answer = (9 * 100 + 19) * 3 + 2", "from 1"),
        ("answer = (11 * 100 + 21) * 3 + 2", "Count only what comes before"),
        ("answer = 2 * 10_000 + 10 * 100 + 20", "neighbours"),
        ("answer = x[3062]", "asks for the index itself"),
        ("answer = photo[10, 20]", "single number"),
        ("answer = 10 * 20 * 3", "Count the pixels"),
    ],
    "01.3": [
        ("answer = 'the same vector'", "what comes first"),
        ("answer = 'Other Numbers'", "change its colour"),
        ("answer = False", "in quotes"),
        ("answer = 2", "in quotes"),
        ("answer = np.array_equal(photo[:, ::-1].reshape(-1), x)", "in quotes"),
        ("answer = 'the same'", "Answer with one of"),
        ("answer = 'a different order'", "Answer with one of"),
        ("answer = ['another order']", "in quotes"),
        ("answer = 'the same vector, another order'", "Answer with one of"),
        ("answer = ''", "Answer with one of"),
    ],
    "01.4": [
        ("def featurize(image):\n    return image.reshape(-1)", "should end at 1"),
        ("def featurize(image):\n    return image / 255", "not flattened"),
        ("def featurize(image):\n    return image.flatten() / 256", "by 256"),
        ("def featurize(image):\n    v = image.flatten()\n    return v / v.max()", "alike"),
        ("def featurize(image):\n    return image.flatten() // 255", "decimal point"),
        (
            "def featurize(image):\n    return (image.ravel() / 255).astype(int)",
            "decimal point",
        ),
        (
            "def featurize(image):\n    return np.swapaxes(image, 0, 1).ravel() / 255",
            "column by column",
        ),
        (
            "def featurize(image):\n"
            "    return np.concatenate([image[:, :, i].ravel() for i in range(3)]) / 255",
            "one channel after the other",
        ),
        ("def featurize(image):\n    return image.reshape(-1, 3) / 255", "one row per pixel"),
        ("def featurize(image):\n    return image.reshape(1, -1) / 255", "a single row"),
        ("def featurize(image):\n    return photo.reshape(-1) / 255", "the cat's photo"),
        ("def featurize(image):\n    return image.reshape(30_000) / 255", "any size"),
        ("def featurize(image):\n    return features", "the cat's photo"),
        ("def featurize(image):\n    print(image.reshape(-1) / 255)", "return"),
        ("def featurize(image):\n    image /= 255\n    return image", "UFuncTypeError"),
        (
            "def featurize(image):\n    v = image.reshape(-1) / 255\n"
            "    image[:] = 0\n    return v",
            "changes the input",
        ),
        ("featurize = photo.reshape(-1) / 255", "function"),
    ],
    "01.5": [
        (
            "answer = np.unravel_index(photo.sum(axis=2).argmin(), (100, 100))[::-1]",
            "The row comes first",
        ),
        ("answer = np.unravel_index(photo.sum(axis=2).argmax(), (100, 100))", "brightest"),
        ("answer = np.unravel_index(photo.argmin(), photo.shape)[:2]", "one single number"),
        ("answer = np.unravel_index(photo.argmin(), photo.shape)", "row, column and channel"),
        ("answer = photo.sum(axis=2).argmin()", "in the flattened sums"),
        ("answer = photo.argmin()", "in the flattened photo"),
        ("answer = photo.sum(axis=2).min()", "Ask where it is"),
        (
            "answer = np.unravel_index(photo.sum(axis=2).argmin(), photo.shape)",
            "only two axes",
        ),
        ("answer = (42, 32)", "from 1"),
        (
            "sums = photo[:, :, 0] + photo[:, :, 1] + photo[:, :, 2]\n"
            "answer = np.unravel_index(sums.argmin(), (100, 100))",
            "start again at 0",
        ),
        ("answer = (41, 30)", "Add up the channels"),
        ("answer = '(41, 31)'", "quotes"),
    ],
    "02.1": [
        ("answer = 0", "second step"),
        ("answer = w_1 @ np.zeros(3)", "second step"),
        ("answer = 1", "belongs in the denominator"),
        ("answer = 1 + math.exp(0)", "divide 1 by it"),
        ("answer = activations.sigmoid(1)", "the sum is different"),
        ("answer = a_1", "output of unit 1"),
        ("answer = math.e", "e itself"),
        ("answer = -0.5", "sign"),
        ("answer = '0.5'", "quotes"),
        ("answer = activations.sigmoid", "Call it"),
        ("answer = [0.5, 0.5, 0.5]", "single number"),
        ("answer = 0.25", "any number times 0"),
    ],
    "02.2": [
        ("answer = 2 * a_1", "never gives more than 1"),
        ("answer = 2 * z_1", "second step"),
        ("answer = a_1", "before doubling"),
        ("answer = 1 / (1 + math.exp(2 * z_1))", "minus z"),
        ("answer = activations.sigmoid(z_1 / 2)", "halved"),
        ("answer = activations.sigmoid(2 * a_1)", "sigmoid twice"),
        ("answer = activations.sigmoid(z_1**2)", "squared"),
        ("answer = 1 / 1 + math.exp(-2 * z_1)", "divides before it adds"),
        ("answer = math.exp(-2 * z_1)", "only the power"),
        ("answer = 0.9", "digits"),
        ("answer = 1", "Double the sum"),
        ("answer = print(a_1)", "None"),
    ],
    "02.3": [
        ("def unit_value(w, x):\n    return w @ x", "second step"),
        ("def unit_value(w, x):\n    return 1 / (1 + np.exp(w @ x))", "minus z"),
        ("def unit_value(w, x):\n    return activations.sigmoid(w * x)", "once, on the sum"),
        ("def unit_value(w, x):\n    return sum(activations.sigmoid(w * x))", "opposite order"),
        ("def unit_value(w, x):\n    return 1 / (1 + np.exp(-np.sum(x)))", "have no effect"),
        ("def unit_value(w, x):\n    activations.sigmoid(w @ x)", "return"),
        ("def unit_value(w, x):\n    return activations.sigmoid(w @ V)", "always uses"),
        (
            "def unit_value(w, x):\n"
            "    z = 0\n"
            "    for i in range(3):\n"
            "        z = z + w[i] * x[i]\n"
            "    return 1 / (1 + math.exp(-z))",
            "exactly three inputs",
        ),
        ("def unit_value(w, x):\n    return 1 / 1 + np.exp(-(w @ x))", "divides before it adds"),
        ("def unit_value(w, x):\n    return sigmoid(w @ x)", "short name"),
        ("def unit_value(w, x):\n    return activations.sigmoid((w * x).mean())", "the mean"),
        ("def unit_value(w, x):\n    return activations.sigmoid(np.sum(w + x))", "added each"),
        ("unit_value = a_1", "function"),
    ],
    "02.4": [
        ("def sum_from_value(a):\n    return math.log(a) / (1 - a)", "Move the bracket"),
        ("def sum_from_value(a):\n    return a / (1 - a)", "Take its logarithm"),
        ("def sum_from_value(a):\n    return math.log10(a / (1 - a))", "base 10"),
        ("def sum_from_value(a):\n    return np.log2(a / (1 - a))", "base 2"),
        ("def sum_from_value(a):\n    return math.log(a / (1 + a))", "not 1 plus"),
        ("def sum_from_value(a):\n    return math.log(a / 1 - a)", "minus a, which is 0"),
        ("def sum_from_value(a):\n    return 1 / (1 + math.exp(-a))", "forward again"),
        ("def sum_from_value(a):\n    return math.exp(a / (1 - a))", "here we undo it"),
        ("def sum_from_value(a):\n    return math.log(a) / math.log(1 - a)", "two logarithms"),
        ("def sum_from_value(a):\n    return math.log(a)", "left out the fraction"),
        ("def sum_from_value(a):\n    print(math.log(a / (1 - a)))", "return"),
        ("def sum_from_value(a):\n    return 1.08", "must give about 1.08"),
    ],
    "02.5": [
        ("answer = 0.9", "reported the output"),
        ("answer = 2.2", "weighted sum"),
        ("answer = 3.12", "product of weight and input"),
        ("answer = 0.55", "how far the weight moved"),
        ("answer = 1", "too low"),
        ("answer = 1.2", "too low"),
        ("answer = -1.55", "too low"),
        ("answer = 1.65", "too high"),
        ("answer = 1.9", "too high"),
        ("answer = [-1, 0.2, 1.55]", "single number"),
        ("answer = '1.55'", "quotes"),
    ],
    "03.1": [
        ("answer = 4 * 2", "add the biases"),
        ("answer = 4 * 2 + 4", "belong to units"),
        ("answer = 4 + 2", "Multiply"),
        ("answer = 4 * 2 + 1", "its own bias"),
        ("answer = 4 + 1", "one unit"),
        ("answer = 2", "has weights, too"),
        ("answer = 4 * 2 * 2", "further numbers"),
        ("answer = (4 + 1, 2)", "single number"),
        ("answer = W.size + 2", "numbers of one unit"),
        ("answer = '10'", "quotes"),
        ("answer = 15", "numbers of one unit"),
    ],
    "03.2": [
        ("answer = 'the same outputs'", "whose output comes first"),
        ("answer = 'other outputs'", "its own weights"),
        ("answer = 'Other outputs.'", "its own weights"),
        ("answer = 'another order'", "Answer with one of"),
        ("answer = 'the same values in another order'", "Answer with one of"),
        ("answer = 'different'", "Answer with one of"),
        ("answer = 2", "in quotes"),
        ("answer = True", "in quotes"),
        ("answer = W[[1, 0, 2]] @ V", "in quotes"),
        ("answer = ['the same outputs', 'in another order']", "in quotes"),
    ],
    "03.3": [
        ("answer = 0.5", "sign"),
        ("answer = 0", "changes nothing"),
        ("answer = 0.5 - activations.sigmoid(W[2] @ V)", "before the sigmoid"),
        ("answer = -activations.sigmoid(0.5)", "Take away the sum"),
        ("answer = -(W[0] @ V)", "right for unit 1"),
        ("answer = -(W[1] @ V)", "right for unit 2"),
        ("answer = -W[2].sum()", "Multiply each weight"),
        ("answer = [0, 0, -0.5]", "single number"),
        ("answer = -(W @ V)", "single number"),
        ("answer = -1", "For which sum"),
        ("answer = '-0.5'", "quotes"),
    ],
    "03.4": [
        ("def batch_sums(X, W, b):\n    return X @ W.T", "biases are missing"),
        ("def batch_sums(X, W, b):\n    return W @ X.T + b", "wrong matrix"),
        ("def batch_sums(X, W, b):\n    return W @ X.T + b[:, None]", "transposed"),
        (
            "def batch_sums(X, W, b):\n    return X @ W.reshape(W.shape[1], W.shape[0]) + b",
            "keeps the numbers in their order",
        ),
        ("def batch_sums(X, W, b):\n    return W @ X + b", "wrote W before X"),
        ("def batch_sums(X, W, b):\n    return W.T @ X + b", "but wrote it first"),
        ("def batch_sums(X, W, b):\n    return X.T @ W + b", "must stay rows"),
        (
            "def batch_sums(X, W, b):\n    return activations.sigmoid(X @ W.T + b)",
            "without an activation",
        ),
        ("def batch_sums(X, W, b):\n    return np.maximum(0, X @ W.T + b)", "without relu"),
        ("def batch_sums(X, W, b):\n    return X @ W.T - b", "A layer adds them"),
        ("def batch_sums(X, W, b):\n    return X @ (W.T + b)", "after the product"),
        ("def batch_sums(X, W, b):\n    return X @ W.T + sum(b)", "its own bias"),
        ("def batch_sums(X, W, b):\n    return X * W.T + b", "in the same place"),
        ("def batch_sums(X, W, b):\n    return X[0] @ W.T + b", "shape"),
        ("def batch_sums(X, W, b):\n    return -(X @ W.T + b)", "sign"),
    ],
    "03.5": [
        ("def relu_layer(x, W, b):\n    return W @ x + b", "with a negative sum"),
        ("def relu_layer(x, W, b):\n    return np.maximum(0, W @ x)", "biases are missing"),
        ("def relu_layer(x, W, b):\n    return np.maximum(0, W @ x) + b", "after relu"),
        ("def relu_layer(x, W, b):\n    return np.abs(W @ x + b)", "sums positive"),
        ("def relu_layer(x, W, b):\n    return activations.sigmoid(W @ x + b)", "the sigmoid"),
        (
            "def relu_layer(x, W, b):\n    z = W @ x + b\n    return z * (z < 0)",
            "dropped the positive",
        ),
        ("def relu_layer(x, W, b):\n    return max(0, W @ x + b)", "each sum separately"),
        (
            "def relu_layer(x, W, b):\n    z = W @ x + b\n"
            "    if z < 0:\n        return 0\n    return z",
            "each sum separately",
        ),
        ("def relu_layer(x, W, b):\n    z = W @ x + b\n    return np.max(0, z)", "as an axis"),
        ("def relu_layer(x, W, b):\n    return np.max(W @ x + b, 0)", "one largest sum"),
        ("def relu_layer(x, W, b):\n    return np.maximum(W @ x + b)", "two things to compare"),
        ("def relu_layer(x, W, b):\n    return activations.relu(x @ W + b)", "W comes first"),
        ("def relu_layer(x, W, b):\n    return np.maximum(0, W.T @ x + b)", "transposed W"),
        ("def relu_layer(x, W, b):\n    return (W @ x + b > 0) * 1", "whether each sum"),
        ("def relu_layer(x, W, b):\n    return np.clip(W @ x + b, 0, 1)", "no upper end"),
        ("def relu_layer(x, W, b):\n    return relu(W @ x + b)", "short name"),
        ("def relu_layer(x, W, b):\n    print(np.maximum(0, W @ x + b))", "return"),
    ],
    "04.1": [
        ("answer = [1, 1, 1]", "You gave 1 to every class"),
        ("answer = [2, 2, 2]", "the logits themselves"),
        ("answer = np.exp([2, 2, 2])", "the first step"),
        ("answer = activations.sigmoid([2, 2, 2])", "on its own"),
        ("answer = [0, 0, 0]", "You gave 0 to every class"),
        ("answer = [0.5, 0.5, 0.5]", "three halves"),
        ("answer = [1, 0, 0]", "everything to one class"),
        ("answer = [100 / 3] * 3", "per cent"),
        ("answer = 1 / 3", "got a single number"),
        ("answer = [0.33, 0.33, 0.33]", "more digits"),
        ("answer = [2 / 3, 2 / 3, 2 / 3]", "Which three equal numbers"),
        ("answer = [0.3333, 0.3333, 0.3334, 0]", "shape"),
        ("answer = [-1 / 3] * 3", "sign"),
    ],
    "04.2": [
        ("answer = 784 * 128 + 128 * 10", "Every unit has a bias, too"),
        ("answer = (784 * 128 + 784) + (128 * 10 + 128)", "biases belong to units"),
        ("answer = 785 * 128", "hidden layer alone"),
        ("answer = 129 * 10", "last layer alone"),
        ("answer = 785 * 128 + 785 * 10", "connected the last layer"),
        ("answer = 785 * 128 + 1280", "biases of the last layer are missing"),
        ("answer = 784 * 128 + 129 * 10", "biases of the hidden layer are missing"),
        ("answer = 784 * 128 * 10", "weights of two layers are added"),
        ("answer = 784 + 128 + 10", "counted the units and the inputs"),
        ("answer = 784 * 128 + 1 + 128 * 10 + 1", "one bias per layer"),
        ("answer = 784 + 785 * 128 + 129 * 10", "so it has no bias"),
        ("answer = 101,770", "without a comma"),
        ("answer = 101.77", "without a point"),
        ("answer = '101770'", "quotes"),
        ("answer = 128 * 10", "Count each layer on its own"),
    ],
    "04.3": [
        ("def my_softmax(z):\n    return np.exp(z) / np.exp(z).sum()", "gives infinity"),
        ("def my_softmax(z):\n    return np.exp(z - np.max(z))", "Divide them by their total"),
        ("def my_softmax(z):\n    return z / np.sum(z)", "before you divide"),
        ("def my_softmax(z):\n    return activations.sigmoid(z)", "on its own"),
        (
            "def my_softmax(z):\n    e = np.exp(z / z.max())\n    return e / e.sum()",
            "Subtract instead",
        ),
        (
            "def my_softmax(z):\n    e = np.exp(z.min() - z)\n    return e / e.sum()",
            "smallest probability",
        ),
        (
            "def my_softmax(z):\n    z -= z.max()\n    return np.exp(z) / np.exp(z).sum()",
            "changes the input",
        ),
        (
            "def my_softmax(z):\n    e = np.exp(z - z.max())\n    return e / e.max()",
            "Divide them by their total",
        ),
        ("def my_softmax(z):\n    return np.exp(z - z.max()) / len(z)", "number of classes"),
        (
            "def my_softmax(z):\n    e = 2 ** (z - z.max())\n    return e / e.sum()",
            "raised 2",
        ),
        (
            "def my_softmax(z):\n    return np.exp(z - z.max()) / np.exp(z).sum()",
            "on top only",
        ),
        (
            "def my_softmax(z):\n    z = z - z.max()\n    return z - np.log(np.exp(z).sum())",
            "logarithm",
        ),
        ("def my_softmax(z):\n    return math.exp(z)", "NameError"),
        ("def my_softmax(z):\n    print(activations.softmax(z))", "return"),
        ("def my_softmax(z):\n    return z - z.max()", "Go step by step"),
    ],
    "04.4": [
        (
            "def two_layers(x, W_first, W_last):\n"
            "    hidden = activations.sigmoid(W_first @ x)\n"
            "    return activations.softmax(W_last @ x)",
            "Your last layer gets `x`",
        ),
        (
            "def two_layers(x, W_first, W_last):\n"
            "    return activations.softmax(W_last @ W_first @ x)",
            "removed the sigmoid of the hidden layer",
        ),
        (
            "def two_layers(x, W_first, W_last):\n"
            "    return activations.sigmoid(W_last @ activations.sigmoid(W_first @ x))",
            "ends with a sigmoid",
        ),
        (
            "def two_layers(x, W_first, W_last):\n"
            "    return W_last @ activations.sigmoid(W_first @ x)",
            "These are the logits",
        ),
        (
            "def two_layers(x, W_first, W_last):\n"
            "    return activations.softmax(W_last @ activations.softmax(W_first @ x))",
            "Your hidden layer uses softmax",
        ),
        (
            "def two_layers(x, W_first, W_last):\n"
            "    return activations.softmax(activations.sigmoid(W_last @ (W_first @ x)))",
            "the other way round",
        ),
        (
            "def two_layers(x, W_first, W_last):\n    return activations.sigmoid(W_first @ x)",
            "The last layer is missing",
        ),
        (
            "def two_layers(x, W_first, W_last):\n"
            "    return activations.softmax(activations.sigmoid(W_first @ x))",
            "The product with `W_last` is missing",
        ),
        (
            "def two_layers(x, W_first, W_last):\n"
            "    p = activations.softmax(W_last @ activations.sigmoid(W_first @ x))\n"
            "    return activations.softmax(p)",
            "softmax twice",
        ),
        (
            "def two_layers(x, W_first, W_last):\n"
            "    return activations.softmax(W_last @ activations.tanh(W_first @ x))",
            "Compare the function",
        ),
        ("def two_layers(x, W_first):\n    return x", "TypeError"),
        ("def two_layers(x, W_first, W_last):\n    print(W_last @ W_first @ x)", "return"),
    ],
    "04.5": [
        ("answer = 0.41", "That is the probability"),
        ("answer = z_3[1] - z_3[0]", "lead of cat's logit"),
        ("answer = 0.45", "how far the weight has to move"),
        ("answer = -4 + z_3[1] - z_3[0]", "added the whole lead"),
        ("answer = -4", "before you moved it"),
        ("answer = 3.55", "sign"),
        ("answer = 1.65", "from unit 2 to dog"),
        ("answer = 2.7", "from unit 3 to dog"),
        ("answer = -3.7", "cat is still ahead"),
        ("answer = -4.45", "cat is still ahead"),
        ("answer = -3.4", "dog is already ahead"),
        ("answer = 0", "dog is already ahead"),
        ("answer = '-3.5'", "quotes"),
        ("answer = [-3.5, -3.55]", "a single number"),
    ],
    "05.1": [
        ("answer = 0.5", "That is the probability"),
        ("answer = -np.log2(0.5)", "base 2"),
        ("answer = -np.log10(0.5)", "base 10"),
        ("answer = np.exp(-0.5)", "turns a cost into a probability"),
        ("answer = np.exp(0.5)", "undoes this"),
        ("answer = np.log(3)", "cost of one third"),
        ("answer = -0.5 * np.log(0.5)", "multiplied the logarithm"),
        ("answer = 1 / 0.5", "first half of the way"),
        ("answer = (0.5 - 1) ** 2", "squared difference"),
        ("answer = mse.forward([0.5, 0.25, 0.25], y) * 1.0", "two equal wrong classes"),
        ("answer = np.log(0.5)", "sign"),
        ("answer = 0.69", "more digits"),
        ("answer = '-ln 0.5'", "quotes"),
        ("answer = 'less'", "quotes"),
    ],
    "05.2": [
        ("def squared_error(p, y):\n    return ((p - y) ** 2).sum()", "added up the squares"),
        ("def squared_error(p, y):\n    return abs(p - y).mean()", "did not square them"),
        ("def squared_error(p, y):\n    return np.mean(p**2 - y**2)", "opposite order"),
        ("def squared_error(p, y):\n    return np.mean((p - y) ** 2) ** 0.5", "root"),
        ("def squared_error(p, y):\n    return ((p - y) ** 2).sum() / 3", "divided by 3"),
        ("def squared_error(p, y):\n    return ((p - y) ** 2).sum() / 2", "divided by 2"),
        ("def squared_error(p, y):\n    return np.mean(abs(p - y)) ** 2", "mean of the sizes"),
        (
            "def squared_error(p, y):\n    return -np.log(p[y.argmax()])",
            "That is the cross-entropy",
        ),
        ("def squared_error(p, y):\n    return ((p - y) ** 2).max()", "largest squared"),
        (
            "def squared_error(p, y):\n    k = y.argmax()\n    return (p[k] - 1) ** 2",
            "correct class only",
        ),
        ("def squared_error(p, y):\n    return (p - y) ** 2", "a single number"),
        ("def squared_error(p, y):\n    return (p[0] - y[0]) ** 2", "by hand"),
        ("def squared_error(p, y):\n    return np.mean(p - y)", "They cancel"),
        ("def squared_error(p, y):\n    print(np.mean((p - y) ** 2))", "return"),
        ("squared_error = squares.mean()", "function"),
    ],
    "05.3": [
        ("answer = 0.3", "cross-entropy is not lower"),
        ("answer = p_1[0]", "cross-entropy is not lower"),
        ("answer = 0.437", "both costs are lower"),
        ("answer = 0.9", "both costs are lower"),
        ("answer = 0.6", "This may be the probability of cat"),
        ("answer = 38", "per cent"),
        ("answer = 1.02", "one of the costs"),
        ("answer = -0.5", "sum z of dog"),
        ("answer = 0", "between 0 and 1"),
        ("answer = 1", "between 0 and 1"),
        ("answer = '0.4'", "quotes"),
        ("answer = [0.38, 0.619, 0.001]", "a single number"),
    ],
    "05.4": [
        ("def costs_of_logits(z):\n    return -np.log(activations.softmax(z))", "is infinite"),
        ("def costs_of_logits(z):\n    return np.log(sum(np.exp(z))) - z", "Lower all logits"),
        (
            "def costs_of_logits(z):\n    return np.log(np.exp(z - max(z)).sum()) - z",
            "inside the total",
        ),
        ("def costs_of_logits(z):\n    return max(z) - z", "the largest class only"),
        ("def costs_of_logits(z):\n    return activations.softmax(z)", "These are the prob"),
        (
            "def costs_of_logits(z):\n    z = z - z.max()\n    return np.exp(z).sum() - z",
            "forgot the logarithm",
        ),
        (
            "def costs_of_logits(z):\n    z = z - z.max()\n    return np.log(np.exp(z).sum() - z)",
            "bracket closes too late",
        ),
        (
            "def costs_of_logits(z):\n"
            "    z = z - z.max()\n"
            "    return np.log10(np.exp(z).sum()) - z",
            "base 10",
        ),
        (
            "def costs_of_logits(z):\n"
            "    z = z - z.max()\n"
            "    return np.log(np.mean(np.exp(z))) - z",
            "Use `sum`",
        ),
        ("def costs_of_logits(z):\n    e = np.exp(z)\n    return -np.log(e / e.sum())", "NaN"),
        (
            "def costs_of_logits(z):\n    z = z - z.max()\n    return z - np.log(np.exp(z).sum())",
            "sign",
        ),
        ("def costs_of_logits(z):\n    return cross_entropy.forward(z, 0)", "got a single number"),
        (
            "def costs_of_logits(z):\n    z -= z.max()\n    return np.log(np.exp(z).sum()) - z",
            "changes the input",
        ),
        ("def costs_of_logits(z):\n    return -z", "Each cost is the logarithm"),
    ],
    "06.1": [
        ("answer = p[1] - 1", "Multiply it by the input"),
        ("answer = a_2[1]", "by the error of the unit"),
        ("answer = grad_3[1, 1]", "if the animal is a dog"),
        ("answer = (p[1] - 1) * a_2[0]", "input of another weight"),
        ("answer = (p[1] - 1) * a_2[2]", "third output"),
        ("answer = (p[1] - 1) * a_1[1]", "outputs of layer 2"),
        ("answer = p[0] * a_2[1]", "error of dog"),
        ("answer = (p[1] - 1) * W_3[1, 1]", "the weight itself"),
        ("answer = (p[1] - 1) * a_2[1] * (1 - a_2[1])", "no sigmoid"),
        ("answer = (1 - p[1]) * a_2[1]", "sign"),
        ("answer = np.outer(p - [0, 1, 0], a_2)", "a single number"),
        ("answer = -0.2", "Multiply two numbers"),
        ("answer = 'negative'", "quotes"),
        ("answer = -0.21", "more digits"),
    ],
    "06.2": [
        ("answer = 1.188", "largest error"),
        ("answer = -1.048", "if dog is correct"),
        ("answer = p[1] - 1", "largest gradient of layer 3"),
        ("answer = (p[1] - 1) * a_2[2]", "largest weight gradient of layer 3"),
        ("answer = 0.768", "largest gradient of layer 2"),
        ("answer = 0.7287", "largest weight gradient of layer 2"),
        ("answer = 0.475", "for snout"),
        ("answer = 0.4", "the weight itself"),
        ("answer = -2.376", "sign"),
        ("answer = 2.4", "more digits"),
        ("answer = 'size to unit 3'", "quotes"),
        ("answer = 2, 2", "Expected a single number"),
        ("answer = 4", "Compare all numbers"),
    ],
    "06.3": [
        ("def slope_by_nudges(f, x, h):\n    return (f(x + h) - f(x)) / h", "one direction only"),
        ("def slope_by_nudges(f, x, h):\n    return (f(x) - f(x - h)) / h", "downward only"),
        (
            "def slope_by_nudges(f, x, h):\n    return (f(x + h) - f(x - h)) / 2 * h",
            "brackets around 2 * h",
        ),
        ("def slope_by_nudges(f, x, h):\n    return (f(x + h) - f(x - h)) / 2", "not by h"),
        ("def slope_by_nudges(f, x, h):\n    return (f(x - h) - f(x + h)) / (2 * h)", "sign"),
        ("def slope_by_nudges(f, x, h):\n    return f(x + h) - f(x - h)", "the change of"),
        (
            "def slope_by_nudges(f, x, h):\n    return (f(x + h / 2) - f(x - h / 2)) / h",
            "half a step",
        ),
        ("def slope_by_nudges(f, x, h):\n    return (f(x + h) - f(x)) / (2 * h)", "only one"),
        (
            "def slope_by_nudges(f, x, h):\n    return 2 * (f(x + h) - f(x - h)) / h",
            "instead of dividing",
        ),
        (
            "def slope_by_nudges(f, x, h):\n    return (f(x + h) - f(x - h)) / h**2",
            "divided by h twice",
        ),
        ("def slope_by_nudges(f, x, h):\n    return f(x + h) - f(x - h) / (2 * h)", "How far"),
        ("def slope_by_nudges(f, x, h):\n    return 0.25", "How far"),
        ("def slope_by_nudges(f, x, h):\n    return f", "Call it"),
    ],
    "06.4": [
        ("def step_back(W, delta, a):\n    return W.T @ delta", "One link is missing"),
        ("def step_back(W, delta, a):\n    return W @ delta * (a * (1 - a))", "use the transpose"),
        (
            "def step_back(W, delta, a):\n"
            "    s = activations.sigmoid(a)\n    return W.T @ delta * s * (1 - s)",
            "already an output",
        ),
        ("def step_back(W, delta, a):\n    return W.T @ delta * a", "`a` alone"),
        ("def step_back(W, delta, a):\n    return W.T @ delta * (1 - a)", "`1 - a` alone"),
        ("def step_back(W, delta, a):\n    return W.T @ delta * a - a**2", "around `a - a**2`"),
        ("def step_back(W, delta, a):\n    return W.T @ delta * a * 1 - a", "around `1 - a`"),
        ("def step_back(W, delta, a):\n    return W.T @ delta * a * (1 + a)", "minus"),
        (
            "def step_back(W, delta, a):\n    return W.T @ delta * (a * (1 - a)) ** 2",
            "has one sigmoid",
        ),
        ("def step_back(W, delta, a):\n    return delta * a * (1 - a)", "different layers"),
        (
            "def step_back(W, delta, a):\n    return W.T @ (delta * a * (1 - a))",
            "different layers",
        ),
        ("def step_back(W, delta, a):\n    return np.outer(delta, a)", "table of gradients"),
        ("def step_back(W, delta, a):\n    return -(W.T @ delta) * a * (1 - a)", "sign"),
        ("def step_back(W, delta, a):\n    return W_3.T @ delta * a * (1 - a)", "stops with"),
        ("def step_back(W, delta, a):\n    return (W.T * delta).sum(axis=1) * a", "`a` alone"),
    ],
    "06.5": [
        (ALL_GRADIENTS.replace(old, new), words)
        for old, new, words in [
            ("weights[k].T", "weights[k]", "use the transpose"),
            (" * a * (1 - a)", "", "without the slope"),
            ("a * (1 - a)", "outputs[k + 1] * (1 - outputs[k + 1])", "wrong layer"),
            (
                "@ delta) * a * (1 - a)",
                "@ (delta * outputs[k + 1] * (1 - outputs[k + 1])))",
                "before the product",
            ),
            (" * a * (1 - a)", " * a", "a second factor"),
            ("a * (1 - a)", "activations.sigmoid_derivative(a)", "already squeezed"),
            (" + b\n", "\n", "leaves out the biases"),
            ("0, delta)", "0, delta * 0)", "What is its input"),
            ("0, delta)", "0, np.ones(len(delta)))", "all 1"),
            ("activations.softmax(z) - y", "y - activations.softmax(z)", "started with y"),
            ("softmax(z) - y", "softmax(z)", "p alone"),
            (
                "activations.softmax(z) - y",
                "-y / activations.softmax(z)",
                "rate at the probability",
            ),
            (
                "softmax(z) - y",
                "softmax(z) - y\n    delta = delta * (delta + y) * (1 - delta - y)",
                "the whole error",
            ),
            ("softmax(z)", "sigmoid(z)", "needs the softmax"),
            ("softmax(z)", "softmax(outputs[-1])", "squeezed"),
            ("(delta, a)", "(a, delta)", "are transposed"),
            ("(delta, a)", "(delta, outputs[k + 1])", "the layer before"),
            (RETURNED, "return weight_grads[::-1] + bias_grads[::-1]", "from the last layer"),
            (RETURNED, "return bias_grads + weight_grads", "of the biases come first"),
            (
                RETURNED,
                "return sum(map(list, zip(weight_grads, bias_grads)), [])",
                "layer by layer",
            ),
            (RETURNED, "return weight_grads, bias_grads", "Join them"),
            (RETURNED, "return weight_grads", "alone"),
            (RETURNED, "print(len(bias_grads))", "return"),
            ("weights[k].T", "W_3.T", "stops with"),
            ("        delta = (w", "        y = (w", "the new `delta`"),
            (
                "a = outputs[k]\n",
                "a = outputs[k]\n        weights[k][:] += 1\n",
                "changes the input",
            ),
            (
                "    for W, b in zip(weights, biases)",
                "    for W, b in zip(weights[:2], biases)",
                "two layers only",
            ),
            ("    outputs = [x]", "    x = x[1:]\n    outputs = [x]", "stops with"),
        ]
    ],
    "07.1": [
        ("answer = 0.5", "flat direction"),
        ("answer = 0.05", "other side"),
        ("answer = 40", "makes 1"),
        ("answer = 20", "in the gradient"),
        ("answer = -1 / 40", "sign"),
        ("answer = 0.03", "whole distance"),
        ("answer = 1 / 42", "w_2 alone"),
        ("answer = 0.25", "whole distance"),
        ("answer = 1", "whole distance"),
        ("answer = 0", "whole distance"),
        ("answer = '1 / 40'", "quotes"),
        ("answer = (0.5, 0.025)", "single number"),
        ("answer = lambda w: 1 / 40", "Call it"),
    ],
    "07.2": [
        ("answer = 0", "still on its way"),
        ("answer = 0.4", "still on its way"),
        ("answer = 0.44", "still on its way"),
        ("answer = 0.7", "past the bottom"),
        ("answer = 0.8", "past the bottom"),
        ("answer = 0.95", "past the bottom"),
        ("answer = 0.04", "learning rate"),
        ("answer = 0.002", "looks like the cost"),
        ("answer = 1", "from 0 to 0.95"),
        ("answer = 55", "from 0 to 0.95"),
        ("answer = -0.5", "from 0 to 0.95"),
        ("answer = '0.5'", "quotes"),
        ("answer = (0.45, 0.6)", "single number"),
    ],
    "07.3": [
        (
            "def momentum_step(theta, velocity, grad, lr, momentum):\n"
            "    velocity = momentum * velocity + grad\n"
            "    return theta + lr * velocity, velocity",
            "uphill",
        ),
        (
            "def momentum_step(theta, velocity, grad, lr, momentum):\n"
            "    theta = theta - lr * velocity\n"
            "    return theta, momentum * velocity + grad",
            "the old velocity",
        ),
        (
            "def momentum_step(theta, velocity, grad, lr, momentum):\n"
            "    return theta - lr * grad, momentum * velocity + grad",
            "gradient alone",
        ),
        (
            "def momentum_step(theta, velocity, grad, lr, momentum):\n"
            "    velocity = momentum * velocity + lr * grad\n"
            "    return theta - velocity, velocity",
            "some libraries",
        ),
        (
            "def momentum_step(theta, velocity, grad, lr, momentum):\n"
            "    velocity = velocity + grad\n"
            "    return theta - lr * velocity, velocity",
            "all of the old velocity",
        ),
        (
            "def momentum_step(theta, velocity, grad, lr, momentum):\n"
            "    velocity = momentum * velocity + (1 - momentum) * grad\n"
            "    return theta - lr * velocity, velocity",
            "running mean",
        ),
        (
            "def momentum_step(theta, velocity, grad, lr, momentum):\n"
            "    velocity = momentum * (velocity + grad)\n"
            "    return theta - lr * velocity, velocity",
            "after that",
        ),
        (
            "def momentum_step(theta, velocity, grad, lr, momentum):\n"
            "    velocity = momentum * velocity - grad\n"
            "    return theta + lr * velocity, velocity",
            "Look at value",
        ),
        (
            "def momentum_step(theta, velocity, grad, lr, momentum):\n"
            "    velocity = momentum * velocity - lr * grad\n"
            "    return theta + velocity, velocity",
            "points downhill",
        ),
        (
            "def momentum_step(theta, velocity, grad, lr, momentum):\n"
            "    velocity *= momentum\n"
            "    velocity += grad\n"
            "    theta -= lr * velocity\n"
            "    return theta, velocity",
            "changes the input",
        ),
        (
            "def momentum_step(theta, velocity, grad, lr, momentum):\n"
            "    velocity = momentum * velocity + grad\n"
            "    return theta - lr * velocity",
            "Expected 2 values",
        ),
        (
            "def momentum_step(theta, velocity, grad, lr, momentum):\n"
            "    velocity = momentum * velocity + grad\n"
            "    return velocity, theta - lr * velocity",
            "opposite order",
        ),
        (
            "def momentum_step(theta, velocity, grad, lr, momentum):\n"
            "    velocity = momentum * velocity + grad\n"
            "    return theta - velocity, velocity",
            "whole velocity",
        ),
        (
            "def momentum_step(theta, velocity, grad, lr, momentum):\n"
            "    velocity = momentum * velocity + grad\n"
            "    theta = theta - lr * velocity",
            "return",
        ),
    ],
    "07.4": [
        (
            "def one_step(w_1, w_2, x, y, lr):\n"
            "    a = w_1 * x\n"
            "    error = (w_2 * a - y) ** 2\n"
            "    return w_1 - lr * error * w_2 * x, w_2 - lr * error * a",
            "the cost itself",
        ),
        (
            "def one_step(w_1, w_2, x, y, lr):\n"
            "    a = w_1 * x\n"
            "    w_2 = w_2 - lr * 2 * (w_2 * a - y) * a\n"
            "    w_1 = w_1 - lr * 2 * (w_2 * a - y) * w_2 * x\n"
            "    return w_1, w_2",
            "new prediction as well",
        ),
        (
            "def one_step(w_1, w_2, x, y, lr):\n"
            "    error = 2 * (w_2 * w_1 * x - y)\n"
            "    w_1 = w_1 - lr * error * w_2 * x\n"
            "    w_2 = w_2 - lr * error * w_1 * x\n"
            "    return w_1, w_2",
            "its new value",
        ),
        (
            "def one_step(w_1, w_2, x, y, lr):\n"
            "    w_1 = w_1 - lr * 2 * (w_2 * w_1 * x - y) * w_2 * x\n"
            "    w_2 = w_2 - lr * 2 * (w_2 * w_1 * x - y) * w_1 * x\n"
            "    return w_1, w_2",
            "computed again",
        ),
        (
            "def one_step(w_1, w_2, x, y, lr):\n"
            "    error = 2 * (w_2 * w_1 * x - y)\n"
            "    return w_1 + lr * error * w_2 * x, w_2 + lr * error * w_1 * x",
            "uphill",
        ),
        (
            "def one_step(w_1, w_2, x, y, lr):\n"
            "    error = 2 * (w_2 * w_1 * x - y)\n"
            "    return w_1 - lr * error * x, w_2 - lr * error * w_1 * x",
            "goes through w_2",
        ),
        (
            "def one_step(w_1, w_2, x, y, lr):\n"
            "    error = w_2 * w_1 * x - y\n"
            "    return w_1 - lr * error * w_2 * x, w_2 - lr * error * w_1 * x",
            "half of what",
        ),
        (
            "def one_step(w_1, w_2, x, y, lr):\n"
            "    error = 2 * (w_2 * w_1 * x - y)\n"
            "    return w_2 - lr * error * w_1 * x, w_1 - lr * error * w_2 * x",
            "opposite order",
        ),
        (
            "def one_step(w_1, w_2, x, y, lr):\n"
            "    error = 2 * (w_2 * w_1 * x - y)\n"
            "    return error * w_2 * x, error * w_1 * x",
            "These are the gradients",
        ),
        (
            "def one_step(w_1, w_2, x, y, lr):\n"
            "    error = 2 * (w_2 * w_1 * x - y)\n"
            "    return w_1 - error * w_2 * x, w_2 - error * w_1 * x",
            "Multiply them by lr",
        ),
        (
            "def one_step(w_1, w_2, x, y, lr):\n"
            "    error = 2 * (w_2 * w_1 * x - y)\n"
            "    return w_1 - lr * error * w_2, w_2 - lr * error * w_1",
            "Both gradients",
        ),
        (
            "def one_step(w_1, w_2, x, y, lr):\n"
            "    error = 2 * (w_2 * w_1 * x - y)\n"
            "    return w_1 - lr * error * w_2 * x",
            "Expected 2 values",
        ),
        (
            "def one_step(w_1, w_2, x, y, lr):\n"
            "    error = 2 * (w_2 * w_1 * x - y)\n"
            "    return w_1, w_2 - lr * error * w_1 * x",
            "Both gradients",
        ),
        (
            "def one_step(w_1, w_2, x, y, lr):\n"
            "    error = 2 * (w_2 * w_1 * x - y)\n"
            "    return w_1 - lr * error * w_1 * x, w_2 - lr * error * w_2 * x",
            "factors are swapped",
        ),
        (
            "def one_step(w_1, w_2, x, y, lr):\n"
            "    error = 2 * (w_2 * w_1 * x - y)\n"
            "    return w_1 - lr * error * w_2 * x, w_2 - lr * error * x",
            "Its input is `a`",
        ),
    ],
    "07.5": [
        (
            "def walk(w, lowest, lr, steps):\n"
            "    for _ in range(steps):\n"
            "        w = w + lr * 2 * (w - lowest)\n"
            "    return w",
            "uphill",
        ),
        (
            "def walk(w, lowest, lr, steps):\n"
            "    for _ in range(steps):\n"
            "        w = w - lr * 2 * (w - lowest)\n"
            "        return w",
            "single step",
        ),
        (
            "def walk(w, lowest, lr, steps):\n    return w - lr * 2 * (w - lowest)",
            "single step",
        ),
        (
            "def walk(w, lowest, lr, steps):\n"
            "    for _ in range(steps):\n"
            "        w = w - lr * (w - lowest)\n"
            "    return w",
            "Where is the 2",
        ),
        (
            "def walk(w, lowest, lr, steps):\n"
            "    for _ in range(steps):\n"
            "        w = w - lr * 2 * w\n"
            "    return w",
            "towards 0",
        ),
        (
            "def walk(w, lowest, lr, steps):\n"
            "    slope = 2 * (w - lowest)\n"
            "    for _ in range(steps):\n"
            "        w = w - lr * slope\n"
            "    return w",
            "slope at the start",
        ),
        (
            "def walk(w, lowest, lr, steps):\n"
            "    for _ in range(steps + 1):\n"
            "        w = w - lr * 2 * (w - lowest)\n"
            "    return w",
            "too many",
        ),
        (
            "def walk(w, lowest, lr, steps):\n"
            "    for _ in range(1, steps):\n"
            "        w = w - lr * 2 * (w - lowest)\n"
            "    return w",
            "too few",
        ),
        (
            "def walk(w, lowest, lr, steps):\n"
            "    for _ in range(steps):\n"
            "        w = w - lr * (w - lowest) ** 2\n"
            "    return w",
            "cost itself",
        ),
        (
            "def walk(w, lowest, lr, steps):\n"
            "    for _ in range(steps):\n"
            "        w = w - lr * 2 * (w - lowest)\n"
            "    return (w - lowest) ** 2",
            "Return the weight",
        ),
        (
            "def walk(w, lowest, lr, steps):\n"
            "    while abs(w - lowest) > 1e-12:\n"
            "        w = w - lr * 2 * (w - lowest)\n"
            "    return w",
            "lowest point itself",
        ),
        (
            "def walk(w, lowest, lr, steps):\n"
            "    for _ in range(steps):\n"
            "        w = w - 2 * (w - lowest)\n"
            "    return w",
            "compute the slope",
        ),
        (
            "def walk(w, lowest, lr, steps):\n"
            "    for _ in steps:\n"
            "        w = w - lr * 2 * (w - lowest)\n"
            "    return w",
            "TypeError",
        ),
        (
            "def walk(w, lowest, lr, steps):\n"
            "    for _ in range(steps):\n"
            "        w = w - lr * 2 * (w - lowest)",
            "return",
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
