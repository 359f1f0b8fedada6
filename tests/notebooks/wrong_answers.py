"""For each exercise: what a learner may write, and words of the hint that it must get.

They are code, as a learner would write it, and take nothing from nnlib.exercises. Each mistake
that is listed there must be made here (see test_exercises_in_notebooks.py).
"""

from wrong_pieces import WRONG_PIECES

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

WRONG = WRONG_PIECES | {
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
        ("answer = 10 * 100 + 20", "how many pixels come before"),
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
        ("def featurize(image):\n    image /= 255\n    return image", "only integers fit"),
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
        ("answer = (38, 30)", "an even smaller sum"),
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
        ("def unit_value(w, x):\n    return activations.sigmoid(w @ V)", "always uses the input"),
        (
            "def unit_value(w, x):\n    return activations.sigmoid(w_1 @ x)",
            "always uses the weights",
        ),
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
        ("answer = (4 + 1) * 2 + 4", "Only units have biases"),
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
        ("def batch_sums(X, W, b):\n    return np.dot(X, W) + b", "the bug is still there"),
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
        ("def relu_layer(x, W, b):\n    return np.maximum(0, W * x + b)", "adds nothing up"),
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
        ("answer = 784 * 128", "weights of the hidden layer"),
        ("answer = 1280", "weights of the last layer"),
        ("answer = 101,770", "without a comma"),
        ("answer = 101.77", "without a point"),
        ("answer = '101770'", "quotes"),
        ("answer = 784 * 128 + 10", "Count each layer on its own"),
    ],
    "04.3": [
        ("def my_softmax(z):\n    return np.exp(z) / np.exp(z).sum()", "gives infinity"),
        ("def my_softmax(z):\n    return np.exp(z - np.max(z))", "Divide them by their total"),
        ("def my_softmax(z):\n    return z / np.sum(z)", "before you divide"),
        ("def my_softmax(z):\n    return activations.sigmoid(z)", "on its own"),
        ("def my_softmax(z):\n    return abs(z) / abs(z).sum()", "sizes of the logits"),
        (
            "def my_softmax(z):\n    e = np.exp(z - z.mean())\n    return e / e.sum()",
            "subtracted the mean",
        ),
        (
            "def my_softmax(z):\n    e = np.exp(z - z.min())\n    return e / e.sum()",
            "another number that is too small",
        ),
        (
            "def my_softmax(z):\n    e = np.exp(z - 1000)\n    return e / e.sum()",
            "You subtracted 1000",
        ),
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
        ("answer = 0.41", "the probability of the two classes"),
        ("answer = -0.07", "sum z of dog"),
        ("answer = -1.82", "product of the weight and its input"),
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
        ("answer = np.log(3) / 2", "halved the cost"),
        ("answer = -np.log(0.25)", "cost of one quarter"),
        ("answer = -0.5 * np.log(0.5)", "multiplied the logarithm"),
        ("answer = 1 / 0.5", "first of two steps"),
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
        ("def squared_error(p, y):\n    return np.mean((p - y) * 2)", "doubled the differences"),
        (
            "def squared_error(p, y):\n    squares = [(p[k] - y[k]) ** 2 for k in range(3)]\n"
            "    return sum(squares) / 3",
            "three classes only",
        ),
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
        ("answer = 0.6", "If this is the probability of cat"),
        ("answer = 38", "per cent"),
        ("answer = 1.02", "one of the costs"),
        ("answer = -np.log(0.4)", "If this is the cross-entropy"),
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
        (
            "def costs_of_logits(z):\n    z = z - z.mean()\n    return np.log(np.exp(z).sum()) - z",
            "by their mean",
        ),
        (
            "def costs_of_logits(z):\n    z = z - z.max()\n    return np.log(np.exp(z)).sum() - z",
            "logarithm of each exponential",
        ),
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
        ("answer = 784 * 50 + 50 * 20 + 20 * 3", "You counted the weights. Add a bias for"),
        ("answer = (784 + 1) * 50 + (50 + 1) * 20", "You left out the last layer: its three sums"),
        ("answer = 784 * 50 * 20 * 3", "You multiplied the layers. They come one"),
        ("answer = 785 * 50 + 785 * 20 + 21 * 3", "You connected the second hidden layer to"),
        ("answer = 784 + 785 * 50 + 51 * 20 + 21 * 3", "You gave each pixel a bias. Pixels are"),
        ("answer = network.theta.size", "Count layer by layer: inputs times units"),
        ("answer = '40333'", "Expected numbers, got text. Leave out the"),
        ("answer = 784*50+50*20+20*3+784", "Count layer by layer: inputs times units"),
        ("answer = 50+20+3", "These are the biases alone. Add a weight"),
        ("answer = 784+50+20+3", "These are the pixels and the units. How"),
        ("answer = 784*70+70+70*3+3", "Count layer by layer: inputs times units"),
        ("answer = 40200", "Count layer by layer: inputs times units"),
        ("answer = 784*50+50", "You counted the first layer only. Two more"),
        ("answer = 785*51*21*3", "Count layer by layer: inputs times units"),
        ("answer = 784*50+784+50*20+50+20*3+20", "You gave each input of a layer a bias."),
        ("answer = 40,333", "Expected a single number, got 2 numbers"),
        ("answer = 784*50+50*20+20*3+3", "You added three biases in all. Every unit"),
        ("answer = 784*50*20*3+73", "Count layer by layer: inputs times units"),
        ("answer = (784+1)*50+(50+1)*20+(20+1)*2", "Count layer by layer: inputs times units"),
    ],
    "08.2": [
        (
            "def accuracy_upside_down(X, y, network):\n"
            "    return metrics.accuracy(y, network(X.reshape(len(X), -1)))",
            "These images are still upright. Reverse the",
        ),
        (
            "def accuracy_upside_down(X, y, network):\n"
            "    Z = X[::-1]\n"
            "    return metrics.accuracy(y, network(Z.reshape(len(Z), -1)))",
            "You reversed the order of the images, so",
        ),
        (
            "def accuracy_upside_down(X, y, network):\n"
            "    Z = X[:, :, ::-1]\n"
            "    return metrics.accuracy(y, network(Z.reshape(len(Z), -1)))",
            "You reversed the columns, and that makes",
        ),
        (
            "def accuracy_upside_down(X, y, network):\n"
            "    Z = X[:, ::-1, ::-1]\n"
            "    return metrics.accuracy(y, network(Z.reshape(len(Z), -1)))",
            "You reversed rows and columns, so the",
        ),
        (
            "def accuracy_upside_down(X, y, network):\n"
            "    Z = X.reshape(len(X), -1)[:, ::-1]\n"
            "    return metrics.accuracy(y, network(Z))",
            "You reversed rows and columns, so the",
        ),
        (
            "def accuracy_upside_down(X, y, network):\n"
            "    Z = X[::-1, ::-1, ::-1]\n"
            "    return metrics.accuracy(y, network(Z.reshape(len(Z), -1)))",
            "You reversed all three axes, so each image",
        ),
        (
            "def accuracy_upside_down(X, y, network):\n"
            "    Z = X[::-1, ::-1]\n"
            "    return metrics.accuracy(y, network(Z.reshape(len(Z), -1)))",
            "You reversed the images and their rows, so",
        ),
        (
            "def accuracy_upside_down(X, y, network):\n"
            "    Z = X[::-1]\n"
            "    return metrics.accuracy(y[::-1], network(Z.reshape(len(Z), -1)))",
            "These images are still upright. Reverse the",
        ),
        (
            "def accuracy_upside_down(X, y, network):\n"
            "    Z = X[:, ::-1]\n"
            "    return 1 - metrics.accuracy(y, network(Z.reshape(len(Z), -1)))",
            "That is the fraction of mistakes. Which",
        ),
        (
            "def accuracy_upside_down(X, y, network):\n"
            "    Z = X[:, ::-1]\n"
            "    return (network(Z.reshape(len(Z), -1)).argmax(axis=1) == y).sum()",
            "That is a count. Divide it by the number of",
        ),
        (
            "def accuracy_upside_down(X, y, network):\n"
            "    Z = X[:, ::-1]\n"
            "    return 100 * metrics.accuracy(y, network(Z.reshape(len(Z), -1)))",
            "This is 100 times too large. If it is per",
        ),
        (
            "def accuracy_upside_down(X, y, network):\n"
            "    Z = X[:, ::-1]\n"
            "    return metrics.accuracy(y, network(Z))",
            "stops with ValueError",
        ),
        (
            "def accuracy_upside_down(X, y, network):\n"
            "    Z = test.X[:, ::-1]\n"
            "    return metrics.accuracy(test.y, network(Z.reshape(len(Z), -1)))",
            "stops with ValueError",
        ),
        (
            "def accuracy_upside_down(X, y, network):\n    return 0.2893",
            "Your function never uses `X`, but the",
        ),
        (
            "def accuracy_upside_down(X, y, network):\n"
            "    Z = X[:, ::-1]\n"
            "    return network(Z.reshape(len(Z), -1)).argmax(axis=1)",
            "These are the predicted classes. Which",
        ),
        (
            "def accuracy_upside_down(X, y, network):\n"
            "    Z = X.transpose(0, 2, 1)\n"
            "    return metrics.accuracy(y, network(Z.reshape(len(Z), -1)))",
            "You swapped rows and columns, so the",
        ),
        (
            "def accuracy_upside_down(X, y, network):\n"
            "    Z = X[:, ::-1]\n"
            "    print(metrics.accuracy(y, network(Z.reshape(len(Z), -1))))",
            "Expected numbers, got None. Is a `return`",
        ),
        (
            "accuracy_upside_down = 0.2893",
            "This exercise asks for a function. Give",
        ),
        (
            "def accuracy_upside_down(X, y, network):\n"
            "    Z = X[:, ::-1]\n"
            "    return accuracy(y, network(Z.reshape(len(Z), -1)))",
            "stops with NameError",
        ),
        (
            "def accuracy_upside_down(X, y, network):\n"
            "    Z = X[:, ::-1]\n"
            "    return metrics.accuracy(network(Z.reshape(len(Z), -1)), y)",
            "stops with ValueError",
        ),
        (
            "def accuracy_upside_down(X, y, network):\n"
            "    Z = X[:, ::-1]\n"
            "    return np.mean(network(Z.reshape(len(Z), -1)).argmax() == y)",
            "Reverse the rows of each image, flatten the",
        ),
        (
            "def accuracy_upside_down(X, y, network):\n"
            "    Z = X[:, ::-1]\n"
            "    return np.mean(network(Z.reshape(len(Z), -1)).argmax(axis=0) == y)",
            "stops with ValueError",
        ),
    ],
    "08.3": [
        ("answer = 0.4805", "That looks like a cost. Report the epoch at"),
        ("answer = 5", "You stopped while both costs were still"),
        ("answer = 60", "The validation cost has risen again there."),
        ("answer = 100", "Epochs are whole numbers from 0 to the end"),
        (
            "answer = plain_history.column('validation_loss')",
            "Expected a single number, got numbers of",
        ),
        ("answer = 0.29", "That looks like a cost. Report the epoch at"),
        ("answer = 1", "You stopped while both costs were still"),
        ("answer = 9", "You stopped while both costs were still"),
        ("answer = 59", "The validation cost has risen again there."),
        ("answer = 40", "The validation cost has risen again there."),
        ("answer = 33", "The validation cost has risen again there."),
        ("answer = 0", "You stopped while both costs were still"),
        ("answer = -3", "Epochs are whole numbers from 0 to the end"),
        ("answer = 200", "Epochs are whole numbers from 0 to the end"),
        ("answer = '25'", "Expected numbers, got text. Leave out the"),
        ("answer = [20, 25]", "Expected a single number, got two. A comma"),
        ("answer = 0.001", "That looks like a cost. Report the epoch at"),
        ("answer = 61", "Epochs are whole numbers from 0 to the end"),
        ("answer = 12.5", "Epochs are whole numbers from 0 to the end"),
    ],
    "08.4": [
        (
            "def recall(matrix):\n    return np.diag(matrix) / matrix.sum(axis=0)",
            "You divided by how often each class was",
        ),
        (
            "def recall(matrix):\n    return np.diag(matrix) / matrix.sum()",
            "You divided by the number of all images.",
        ),
        (
            "def recall(matrix):\n    return sum(np.diag(matrix)) / matrix.sum()",
            "That is the accuracy, one number for all.",
        ),
        (
            "def recall(matrix):\n    return np.diag(matrix)",
            "These are counts. Divide each by the number",
        ),
        (
            "def recall(matrix):\n    return 1 - np.diag(matrix) / sum(matrix.T)",
            "That is the fraction of mistakes. Which",
        ),
        (
            "def recall(matrix):\n    return matrix / matrix.sum(axis=1, keepdims=True)",
            "Expected numbers of shape (",
        ),
        (
            "def recall(matrix):\n    return diag(matrix) / matrix.sum(axis=1)",
            "stops with NameError",
        ),
        (
            "def recall(matrix):\n    return np.diag(matrix)/len(matrix)",
            "You divided by the number of classes.",
        ),
        (
            "def recall(matrix):\n    return np.diag(matrix)/matrix",
            "Expected numbers of shape (",
        ),
        (
            "def recall(matrix):\n    return matrix/matrix.sum(axis=1)",
            "Expected numbers of shape (",
        ),
        (
            "def recall(matrix):\n    return matrix.max(axis=1)/matrix.sum(axis=1)",
            "You took the largest number of each row.",
        ),
        (
            "def recall(matrix):\n    return np.diag(matrix)/matrix.max(axis=1)",
            "Divide the numbers on the diagonal by how",
        ),
        (
            "def recall(matrix):\n    return (np.diag(matrix)/matrix.sum(axis=1)).mean()",
            "That is the mean over the classes. Return",
        ),
        (
            "def recall(matrix):\n    return np.diag(matrix)/(matrix.sum(axis=1)-np.diag(matrix))",
            "You divided by the mistakes alone. The",
        ),
        (
            "def recall(matrix):\n    return np.diag(matrix)//matrix.sum(axis=1)",
            "`//` drops everything after the decimal",
        ),
        (
            "def recall(matrix):\n    return 100*np.diag(matrix)/matrix.sum(axis=1)",
            "This is 100 times too large. If it is per",
        ),
        (
            "def recall(matrix):\n    return np.round(np.diag(matrix)/matrix.sum(axis=1),2)",
            "Your results are rounded. Return them with",
        ),
        (
            "def recall(matrix):\n    return np.diag(matrix)/matrix.sum(axis=1)[:,None]",
            "Expected numbers of shape (",
        ),
        (
            "def recall(matrix):\n    return matrix.diagonal/matrix.sum(axis=1)",
            "stops with TypeError",
        ),
        (
            "def recall(matrix):\n    return matrix.sum(axis=1)/np.diag(matrix)",
            "The fraction is upside down: this is 1",
        ),
        (
            "def recall(matrix):\n    return [matrix[i,i]/matrix[i].sum() for i in range(3)]",
            "Your function is right when `matrix` has 3",
        ),
        (
            "def recall(matrix):\n    return np.diag(matrix)/matrix.mean(axis=1)",
            "You divided by the mean of each row. Use",
        ),
        (
            "def recall(matrix):\n    return matrix[0][0]/matrix[0].sum()",
            "Expected numbers of shape (",
        ),
        (
            "def recall(matrix):\n    return np.diag(matrix/matrix.sum(axis=0))",
            "You divided by how often each class was",
        ),
        (
            "def recall(matrix):\n    return diag(matrix)/matrix.sum(axis=1)",
            "stops with NameError",
        ),
    ],
    "08.5": [
        (
            "def training_and_test(X, n_test):\n    return X[:-n_test], X[-n_test:]",
            "The leak is closed, but the mirror images",
        ),
        (
            "def training_and_test(X, n_test):\n"
            "    both = np.concatenate([X, X[:, :, ::-1]])\n"
            "    return both[:-n_test], X[-n_test:]",
            "still learns from some of them",
        ),
        (
            "def training_and_test(X, n_test):\n"
            "    training, test = X[:-n_test], X[-n_test:]\n"
            "    return np.concatenate([training, training[:, :, ::-1], test]), test",
            "You added the test images to the training",
        ),
        (
            "def training_and_test(X, n_test):\n"
            "    training, test = X[:-n_test], X[-n_test:]\n"
            "    return np.concatenate([training, training]), test",
            "No image is mirrored",
        ),
        (
            "def training_and_test(X, n_test):\n"
            "    training, test = X[:-n_test], X[-n_test:]\n"
            "    return np.concatenate([training, training[:, :, ::-1]]), test[::-1]",
            "the test images are in the opposite order",
        ),
        (
            "def training_and_test(X, n_test):\n"
            "    mirror = X[:, :, ::-1]\n"
            "    return np.concatenate([X[:-n_test], mirror]), X[-n_test:]",
            "The test images are whole again, but the",
        ),
        (
            "def training_and_test(X, n_test):\n"
            "    parts = X[:-n_test], X[-n_test:]\n"
            "    return tuple(np.concatenate([part, part[:, :, ::-1]]) for part in parts)",
            "You mirrored the test images, too. Test on",
        ),
        (
            "def training_and_test(X, n_test):\n"
            "    training, test = X[:-n_test], X[-n_test:]\n"
            "    return np.concatenate([training, training[:, ::-1]]), test",
            "You reversed the rows, so the images are",
        ),
        (
            "def training_and_test(X, n_test):\n"
            "    training, test = X[:-n_test], X[-n_test:]\n"
            "    return np.concatenate([training[:, :, ::-1], training]), test",
            "The leak is closed, but the order is",
        ),
        (
            "def training_and_test(X, n_test):\n"
            "    training, test = X[:n_test], X[n_test:]\n"
            "    return np.concatenate([training, training[:, :, ::-1]]), test",
            "Look at value 1 of 2. Expected numbers of",
        ),
        (
            "def training_and_test(X, n_test):\n"
            "    training, test = X[:-n_test], X[-n_test:]\n"
            "    return training, test",
            "The leak is closed, but the mirror images",
        ),
        (
            "def training_and_test(X, n_test):\n"
            "    training, test = X[:-n_test], X[-n_test:]\n"
            "    return training[:, :, ::-1], test",
            "Look at value 1 of 2. Expected numbers of",
        ),
        (
            "def training_and_test(X, n_test):\n"
            "    training, test = X[n_test:], X[:n_test]\n"
            "    return np.concatenate([training, training[:, :, ::-1]]), test",
            "You split off the first images. The test",
        ),
        (
            "def training_and_test(X, n_test):\n"
            "    training, test = X[:-n_test], X[-n_test:]\n"
            "    return np.concatenate([training, training[::-1]]), test",
            "You reversed the order of the images, so",
        ),
        (
            "def training_and_test(X, n_test):\n"
            "    training, test = X[:-n_test], X[-n_test:]\n"
            "    return training + training[:, :, ::-1], test",
            "Look at value 1 of 2. Expected numbers of",
        ),
        (
            "def training_and_test(X, n_test):\n"
            "    both = np.concatenate([X, X[:, :, ::-1]])\n"
            "    return both[:-2*n_test], both[-2*n_test:]",
            "Look at value 1 of 2. Where is the twin of",
        ),
        (
            "def training_and_test(X, n_test):\n"
            "    both = np.concatenate([X, X[:, :, ::-1]])\n"
            "    return both[:len(X)-n_test], both[len(X)-n_test:]",
            "Look at value 1 of 2. Expected numbers of",
        ),
        (
            "def training_and_test(X, n_test):\n"
            "    training, test = X[:-n_test], X[-n_test:]\n"
            "    return np.concatenate([training, training[:, :, ::-1]]), test[:, :, ::-1]",
            "The test images are mirrored. Return them",
        ),
        (
            "def training_and_test(X, n_test):\n"
            "    training, test = X[:-n_test], X[-n_test:]\n"
            "    return test, np.concatenate([training, training[:, :, ::-1]])",
            "First the training images, then the test",
        ),
        (
            "def training_and_test(X, n_test):\n"
            "    training, test = X[:-n_test], X[-n_test:]\n"
            "    return np.concatenate([training, training[:, ::-1, ::-1]]), test",
            "You reversed rows and columns, so the",
        ),
        (
            "def training_and_test(X, n_test):\n"
            "    training, test = X[:-n_test], X[-n_test:]\n"
            "    return np.concatenate([training, training[:, :, ::-1]])",
            "Expected 2 values, got one array of shape (1",
        ),
        (
            "def training_and_test(X, n_test):\n"
            "    np.random.shuffle(X)\n"
            "    both = np.concatenate([X, X[:, :, ::-1]])\n"
            "    return both[:-n_test], both[-n_test:]",
            "Your function changes the input that it",
        ),
        (
            "def training_and_test(X, n_test):\n"
            "    training, test = X[:-n_test], X[-n_test:]\n"
            "    both = np.stack([training, training[:, :, ::-1]], axis=1)\n"
            "    return both.reshape(-1, *X.shape[1:]), test",
            "The leak is closed, but each image has its",
        ),
        (
            "def training_and_test(X, n_test):\n"
            "    both = np.concatenate([X, mirrored(X)])\n"
            "    return both[:-n_test], both[-n_test:]",
            "stops with TypeError",
        ),
        (
            "def training_and_test(X, n_test):\n"
            "    both = np.concatenate([X, X[:, :, ::-1]])\n"
            "    return both[:-n_test], both[:n_test]",
            "Look at value 1 of 2. Expected numbers of",
        ),
        (
            "def training_and_test(X, n_test):\n"
            "    training, test = X[:-n_test], X[-n_test:]\n"
            "    return np.concatenate([training, training[:, :, ::-1]], axis=1), test",
            "Look at value 1 of 2. Expected numbers of",
        ),
        (
            "def training_and_test(X, n_test):\n"
            "    n = 3\n"
            "    training, test = X[:-n], X[-n:]\n"
            "    return np.concatenate([training, training[:, :, ::-1]]), test",
            "Your function never uses `n_test`, but the",
        ),
        (
            "def training_and_test(X, n_test):\n"
            "    both = np.concatenate([X, X[:, :, ::-1]])\n"
            "    training = both[:-n_test]\n"
            "    return training, both[-n_test:]",
            "Your function still gives the same results",
        ),
    ],
    "08.6": [
        ("answer = train.X[0]", "That is one of the animals in the data, so"),
        ("answer = test.X[5][:, ::-1]", "That is one of the animals in the data, so"),
        ("answer = datasets.silhouette.from_strokes([])", "The pad is empty. Draw a shape first."),
        ("answer = explorers.DrawingPad().drawing", "It has a gap or a dent, like the space"),
        (
            "open_ = [(40, 20), (240, 260), (40, 260)]\n"
            "answer = datasets.silhouette.from_strokes([open_])",
            "It has a gap or a dent, like the space",
        ),
        (
            "square = [(40, 40), (240, 40), (240, 240), (40, 240), (40, 40)]\n"
            "answer = datasets.silhouette.from_strokes([square])",
            "The network is not fooled: it says neither.",
        ),
        (
            "box = [(110, 20), (170, 20), (170, 260), (110, 260), (110, 20)]\n"
            "answer = datasets.silhouette.from_strokes([box])",
            "Nearly: it says dog or cat, but with less",
        ),
        (
            "answer = 255 * datasets.silhouette.from_strokes([[(3, 3)]])",
            "A brightness goes from 0 to 1. Take",
        ),
        ("answer = datasets.silhouette.from_strokes", "This is a function, but the exercise asks"),
        (
            "answer = [(40, 20), (240, 260), (40, 260), (40, 20)]",
            "Expected numbers of shape (28, 28), got",
        ),
        ("answer = explorers.DrawingPad()", "Expected numbers, got an object of type"),
        ("answer = np.zeros((28, 28))", "The pad is empty. Draw a shape first."),
        ("answer = np.ones((28, 28))", "The network is not fooled: it says neither."),
        (
            "answer = np.random.default_rng(0).uniform(size=(28, 28))",
            "It has a gap or a dent, like the space",
        ),
        (
            "answer = animal_dog = train.X[train.y == 0][0]",
            "That is one of the animals in the data, so",
        ),
        ("answer = train.X[0][::-1]", "It has a gap or a dent, like the space"),
        (
            "answer = np.roll(train.X[train.y == 1][0], 1, axis=1)",
            "It has a gap or a dent, like the space",
        ),
        ("answer = train.X[train.y == 0][0].T", "It has a gap or a dent, like the space"),
        (
            "answer = (train.X[train.y==0][3] > 0.5).astype(float)",
            "It has a gap or a dent, like the space",
        ),
        (
            "answer = train.X[train.y == 0][:50].mean(axis=0)",
            "It has a gap or a dent, like the space",
        ),
        ("answer = 'triangle'", "Expected numbers, got text. Leave out the"),
        ("answer = 0.97", "Expected numbers of shape (28, 28), got a"),
        ("answer = np.zeros(784)", "The pad is empty. Draw a shape first."),
        (
            "answer = np.clip(train.X[train.y==1][2] * 1.3, 0, 1)",
            "That is one of the animals in the data, so",
        ),
        ("answer = np.eye(28)", "The network is not fooled: it says neither."),
        (
            "answer = datasets.silhouette.from_strokes([[(40, 20), (240, 260)]])",
            "The network is not fooled: it says neither.",
        ),
        (
            "a = np.zeros((28, 28)); a[4:24, 10:18] = 0.4; answer = a",
            "The pad is empty. Draw a shape first.",
        ),
        (
            "a = np.zeros((28,28)); a[2:26, 2:26] = 1; answer = a",
            "The network is not fooled: it says neither.",
        ),
        ("answer = 1 - train.X[0]", "It has a gap or a dent, like the space"),
        (
            "a = train.X[train.y==0][0].copy(); a[0, 0] = 1; answer = a",
            "That is one of the animals in the data, so",
        ),
        ("a=np.full((28,28), np.nan); answer = a", "There is NaN or infinity in it. Look for a"),
        (
            "explorer = explorers.DrawingPad(); answer = explorer",
            "Expected numbers, got an object of type",
        ),
    ],
    "09.1": [
        ("answer = 32", "You left out the biases, or else the last"),
        ("answer = 3 * 4 + 5 * 4", "You left out the biases, or else the last"),
        ("answer = 44", "You gave the inputs biases. Inputs compute"),
        ("answer = 22", "One of the layers of 4 is missing. The"),
        ("answer = 4 + 4 + 2", "These are the units. Count the numbers that"),
        ("answer = 2 + 4 + 4 + 2", "These are the circles of the diagram"),
        ("answer = [12, 20, 10]", "Expected a single number, got numbers of"),
        ("answer = 4*4*2", "You left out the biases, or else the last"),
        ("answer = 2*4*4*2", "You multiplied the sizes. Add the"),
        ("answer = 2*4+4*4+4*2+2+4+4+2", "You gave the inputs biases. Inputs compute"),
        ("answer = 42.5", "For each layer after the input: inputs"),
        ("answer = 40", "The biases of the output are missing. Its"),
        ("answer = 52", "For each layer after the input: inputs"),
        ("answer = 2*4+4+4*2+2", "One of the layers of 4 is missing. The"),
        ("answer = '42'", "Expected numbers, got text. Leave out the"),
        ("answer = 4+4+2+2*4+4*4", "For each layer after the input: inputs"),
        ("answer = 24", "For each layer after the input: inputs"),
        ("answer = 3*4+5*2", "One of the layers of 4 is missing. The"),
        ("answer = 3*4*5*4*5*2", "For each layer after the input: inputs"),
        ("answer = 2*4+4*4+4*2+1", "There is a bias for each unit, not one for"),
        ("answer = 35", "There is a bias for each unit, not one for"),
    ],
    "09.2": [
        ("answer = 4 + 5 + 3 + 5", "That is the sum. Each value is combined"),
        ("answer = 4 * 5 * 3", "These are the combinations. Each of them is"),
        ("answer = 600", "That is the time in seconds. How many"),
        ("answer = 10", "That is the time in minutes. How many"),
        ("answer = 20", "These are layers and units only. What about"),
        ("answer = 4*5*3+5", "You added the starts. Each combination is"),
        ("answer = 12", "You added the values. Each number of layers"),
        ("answer = 4+5+3", "You added the values. Each number of layers"),
        ("answer = (4+5+3)*5", "These are the combinations. Each of them is"),
        ("answer = 5**4", "Combine each number of layers with each"),
        ("answer = 300.5", "Combine each number of layers with each"),
        ("answer = 4*3*5", "These are the combinations. Each of them is"),
        ("answer = 36", "Combine each number of layers with each"),
        ("answer = 75", "The numbers of units are missing. Each of"),
        ("answer = 100", "The learning rates are missing. Each of"),
        ("answer = 4*5+3*5", "Combine each number of layers with each"),
        ("answer = 3,00", "Expected a single number, got 2 numbers"),
    ],
    "09.3": [
        ("answer = 'more examples'", "More examples close a gap between the"),
        ("answer = 'Weight decay'", "Weight decay takes capacity away, but this"),
        ("answer = 'stopping early'", "Stopping early helps if the cost of new"),
        ("answer = 'more data'", 'Answer with one of `"more examples"`'),
        ("answer = 'more unit'", 'Answer with one of `"more examples"`'),
        ("answer = 2", 'Answer with text in quotes, one of `"more'),
        ("answer = more_units = 'units'", 'Answer with one of `"more examples"`'),
        ("answer = ['more units']", 'Answer with text in quotes, one of `"more'),
        ("answer = 'more units or weight decay'", 'Answer with one of `"more examples"`'),
        ("answer = ''", 'Answer with one of `"more examples"`'),
        ("answer = 'b'", 'Answer with one of `"more examples"`'),
        ("answer = 'early stopping'", 'Answer with one of `"more examples"`'),
        ("answer = True", 'Answer with text in quotes, one of `"more'),
        ("answer = 'stopping early.'", "Stopping early helps if the cost of new"),
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
            "stop too early",
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
            "def best_epoch(costs, patience):\n    return costs.index(min(costs)) + 1",
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
            "            return i + 1\n"
            "    return i + 1",
            "at which training stops",
        ),
        (
            "def best_epoch(costs, patience):\n"
            "    best = 0\n"
            "    for i, cost in enumerate(costs):\n"
            "        if cost < costs[best]:\n"
            "            best = i\n"
            "        elif i - best == patience:\n"
            "            return best + 1",
            "None",
        ),
        (
            "def best_epoch(costs, patience):\n"
            "    best = 0\n"
            "    for i, cost in enumerate(costs):\n"
            "        if cost < costs[best]:\n"
            "            best = i\n"
            "        elif i - best == patience:\n"
            "            print(best + 1)",
            "None",
        ),
        (
            "def best_epoch(costs, patience):\n"
            "    for i in range(1, len(costs)):\n"
            "        if costs[i] > costs[i - 1]:\n"
            "            return i",
            "stop at the first rise",
        ),
        (
            "def best_epoch(costs, patience):\n"
            "    best, waited = np.inf, 0\n"
            "    for cost in costs:\n"
            "        best, waited = (cost, 0) if cost < best else (best, waited + 1)\n"
            "        if waited == patience:\n"
            "            break\n"
            "    return best",
            "Return its epoch",
        ),
        (
            "def best_epoch(costs, patience):\n"
            "    best = 0\n"
            "    for i in range(1, len(costs)):\n"
            "        if costs[i] < costs[i - 1]:\n"
            "            best = i\n"
            "        elif i - best >= patience:\n"
            "            break\n"
            "    return best + 1",
            "with the one before it",
        ),
        (
            "def best_epoch(costs, patience):\n"
            "    best = 0\n"
            "    for i in range(len(costs)):\n"
            "        if costs[i] <= costs[best] + 0.05:\n"
            "            best = i\n"
            "        elif i - best == patience:\n"
            "            break\n"
            "    return best + 1",
            "",
        ),
        (
            "def best_epoch(costs, patience):\n"
            "    best = 0\n"
            "    for i in range(len(costs)):\n"
            "        if costs[i] < costs[best] - 0.01:\n"
            "            best = i\n"
            "        elif i - best == patience:\n"
            "            break\n"
            "    return best + 1",
            "",
        ),
        ("def best_epoch(costs, patience):\n    return patience", "epochs old"),
        ("def best_epoch(costs, patience):\n    return len(costs)", "epochs old"),
        ("def best_epoch(costs, patience):\n    return len(costs) - patience", "epochs old"),
        (
            "def best_epoch(costs, patience):\n    return np.argmin(costs[:patience]) + 1",
            "",
        ),
        ("def best_epoch(costs, patience):\n    return np.argmax(costs) + 1", ""),
        (
            "def best_epoch(costs, patience):\n"
            "    best = 0\n"
            "    for i, cost in enumerate(costs):\n"
            "        if cost < costs[best]:\n"
            "            best = i\n"
            "        elif i - best >= patience - 1:\n"
            "            break\n"
            "    return best + 1",
            "stop too early",
        ),
        (
            "def best_epoch(costs, patience):\n"
            "    best = 0\n"
            "    for i, cost in enumerate(costs):\n"
            "        if cost < costs[best]:\n"
            "            best = i\n"
            "        elif i >= patience:\n"
            "            break\n"
            "    return best + 1",
            "",
        ),
        (
            "def best_epoch(costs, patience):\n"
            "    rises = 0\n"
            "    for i in range(1, len(costs)):\n"
            "        rises = rises + 1 if costs[i] > costs[i - 1] else 0\n"
            "        if rises == patience:\n"
            "            return i - patience + 1\n"
            "    return int(np.argmin(costs)) + 1",
            "have stopped before",
        ),
        (
            "def best_epoch(costs, patience):\n"
            "    best = 0\n"
            "    for i in range(1, len(costs) - 1):\n"
            "        if costs[i] < costs[best]:\n"
            "            best = i\n"
            "        elif i == best + patience:\n"
            "            break\n"
            "    return best + 1",
            "epochs old",
        ),
        (
            "def best_epoch(costs, patience):\n"
            "    best = 0\n"
            "    for i in range(1, len(costs)):\n"
            "        if costs[i] < costs[best]:\n"
            "            best = i\n"
            "        elif i == best + patience:\n"
            "            return best + 1\n"
            "    return len(costs)",
            "epochs old",
        ),
        ("def best_epoch(costs, patience):\n    return min(costs)", "a cost, the lowest of all"),
        ("def best_epoch(costs, patience):\n    return np.argmin(costs)", "index of the lowest"),
        (
            "def best_epoch(costs, patience):\n"
            "    best = 0\n"
            "    for i, cost in enumerate(costs):\n"
            "        if cost < costs[best]:\n"
            "            best = i\n"
            "        elif i - best == patience:\n"
            "            break\n"
            "    return i",
            "last epoch before training stops",
        ),
    ],
    "09.5": [
        (
            "def choose(validation, test):\n    return validation.argmax(), validation.max()",
            "The setting is right. But its validation",
        ),
        (
            "def choose(validation, test):\n    return validation.argmax(), test.max()",
            "You report the best test score of all.",
        ),
        (
            "def choose(validation, test):\n    i = test.argmax()\n    return i, validation[i]",
            "The test still chooses, so even the",
        ),
        (
            "def choose(validation, test):\n    i = validation.argmin()\n    return i, test[i]",
            "You choose the worst setting. A score is",
        ),
        (
            "def choose(validation, test):\n    return validation.max(), test[validation.argmax()]",
            "You return the validation score first.",
        ),
        (
            "def choose(validation, test):\n    i = validation.argmax()\n    return test[i], i",
            "You return the score first. Return the",
        ),
        (
            "def choose(validation, test):\n    i = validation.argmax()\n    return i + 1, test[i]",
            "The index is one too large. Python counts",
        ),
        (
            "def choose(validation, test):\n    return validation.argmax()",
            "Expected 2 values, got a single number.",
        ),
        (
            "def choose(validation, test):\n"
            "    place = np.argmax(validation + test)\n"
            "    return place, test[place]",
            "You choose by both lists, so the test has a",
        ),
        (
            "def choose(validation, test):\n"
            "    place = np.argmax(validation)\n"
            "    return test[place]",
            "Expected 2 values, got a single number.",
        ),
        (
            "def choose(validation, test):\n"
            "    place = np.argmax(validation)\n"
            "    return place, (validation[place] + test[place]) / 2",
            "Look at value 2 of 2. One list chooses, the",
        ),
        (
            "def choose(validation, test):\n"
            "    place = np.argmax(test - validation)\n"
            "    return place, test[place]",
            "",
        ),
        (
            "def choose(validation, test):\n"
            "    place = np.argmax(validation - test)\n"
            "    return place, test[place]",
            "",
        ),
        (
            "def choose(validation, test):\n    return np.argmax(validation), np.argmax(test)",
            "You return two indices. The second value is",
        ),
        (
            "def choose(validation, test):\n    return np.max(validation), np.max(test)",
            "You return two scores. The first value is",
        ),
        (
            "def choose(validation, test):\n"
            "    place = np.argmin(np.abs(validation - test))\n"
            "    return place, test[place]",
            "Look at value 1 of 2. One list chooses, the",
        ),
        (
            "def choose(validation, test):\n"
            "    place = np.argmax(test)\n"
            "    return place, validation[place]",
            "The test still chooses, so even the",
        ),
        (
            "def choose(validation, test):\n"
            "    place = np.argmax(validation)\n"
            "    return place, test.mean()",
            "The setting is right. Report its test",
        ),
        (
            "def choose(validation, test):\n"
            "    place = validation.index(max(validation))\n"
            "    return place, test[place]",
            "stops with AttributeError",
        ),
        (
            "def choose(validation, test):\n"
            "    place = np.argmax(test)\n"
            "    return place, max(test)",
            "Your function still gives the same results",
        ),
        (
            "def choose(validation, test):\n"
            "    place = np.argmax(validation)\n"
            "    return place, test",
            "Look at value 2 of 2. Expected a single",
        ),
        (
            "def choose(validation, test):\n"
            "    place = np.argmax(np.minimum(validation, test))\n"
            "    return place, test[place]",
            "Look at value 1 of 2. One list chooses, the",
        ),
        (
            "def choose(validation, test):\n"
            "    place = np.argmax(validation)\n"
            "    return test[place], place",
            "You return the score first. Return the",
        ),
    ],
    "09.6": [
        ("answer = 17", "4 units do it. From another start (New"),
        ("answer = 15", "2 layers of 2 units come close, but a"),
        ("answer = 9", "2 units stay below 90 % of the validation"),
        ("answer = 7", "With 1 unit per layer, it stays below 90 %"),
        ("answer = 21", "3 layers of 2 units do it, but a smaller"),
        ("answer = 3", "If these are the units, count the"),
        ("answer = 921", "Try few units, press Train, and repeat it"),
        ("answer = 1", "Try few units, press Train, and repeat it"),
        ("answer = 2", "Try few units, press Train, and repeat it"),
        ("answer = 11", "Try few units, press Train, and repeat it"),
        ("answer = 12", "Try few units, press Train, and repeat it"),
        ("answer = 10", "Try few units, press Train, and repeat it"),
        ("answer = 25", "Try few units, press Train, and repeat it"),
        ("answer = 4", "Try few units, press Train, and repeat it"),
        ("answer = 0.9", "Try few units, press Train, and repeat it"),
        ("answer = 90", "Try few units, press Train, and repeat it"),
        ("answer = 19", "Try few units, press Train, and repeat it"),
        ("answer = 8", "Try few units, press Train, and repeat it"),
        ("answer = 33", "Try few units, press Train, and repeat it"),
        ("answer = [2, 3, 1]", "Expected a single number, got numbers of"),
        ("answer = 180", "Try few units, press Train, and repeat it"),
        ("answer = 5", "1 unit stays below 90 % of the validation"),
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
        ("answer = 1,313.0", "Expected a single number, got 2 numbers"),
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
            "The size is right, but the sign is not.",
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
            "only as `np.mean`",
        ),
        (
            "def standardized(X, X_new):\n"
            "    return ((X_new.T - X.T.mean(axis=0)) / X.T.std(axis=0)).T",
            "stops with ValueError",
        ),
        (
            "def standardized(X, X_new):\n    return X.std(axis=0) / (X_new - X.mean(axis=0))",
            "The fraction is upside down.",
        ),
        (
            "def standardized(X, X_new):\n    return (X_new - X.min(axis=0)) / X.std(axis=0)",
            "You subtracted the smallest number",
        ),
        (
            "def standardized(X, X_new):\n    return (X_new - X.mean(axis=0)) / np.ptp(X, axis=0)",
            "The mean is right, but you divided by the range",
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
            "    errors = np.mean((y - prediction) ** 2)\n"
            "    return 1 - errors / np.mean(y ** 2)",
            "Your function still gives the same results",
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
            "The size is right, but the sign is not.",
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
        (
            "def r2(y, prediction):\n"
            "    return max(0, 1 - np.sum((y - prediction) ** 2) / np.sum((y - y.mean()) ** 2))",
            "You do not let R² fall below 0.",
        ),
        (
            "def r2(y, prediction):\n"
            "    return 1 - np.sum((y.mean() - prediction) ** 2) / np.sum((y - y.mean()) ** 2)",
            "You compared the prediction with the mean.",
        ),
        (
            "def r2(y, prediction):\n    return np.corrcoef(y, prediction)[0, 1]",
            "You took the correlation.",
        ),
        (
            "def r2(y, prediction):\n"
            "    return 1 - np.sum((y - prediction) ** 2) / np.sum((y - y.max()) ** 2)",
            "What would you predict if you knew only the",
        ),
    ],
    "10.4": [
        ("answer = 'wind (km/h)'", "The network hardly needs the wind: R²"),
        ("answer = 'working day (0 or 1)'", "The working day matters, but R² falls"),
        ("answer = 'humidity (%)'", "R² falls further for another column."),
        ("answer = 1", 'Answer with text in quotes, one of `"day of'),
        ("answer = 'day of the year'", "R² falls further for another column."),
        ("answer = 'temperature (°C)'", "R² falls further for another column."),
        ("answer = 'temperature'", 'Answer with one of `"day of the year"`'),
        ("answer = 'hours'", 'Answer with one of `"day of the year"`'),
        ("answer = 'working day'", 'Answer with one of `"day of the year"`'),
        ("answer = 'Hour of the day'", 'Answer with one of `"day of the year"`'),
        ("answer = 'wind'", 'Answer with one of `"day of the year"`'),
        ("answer = ['hour']", 'Answer with text in quotes, one of `"day of'),
        ("answer = bikes.feature_names", 'Answer with text in quotes, one of `"day of'),
        ("answer = -0.5", 'Answer with text in quotes, one of `"day of'),
    ],
    "10.5": [
        ("answer = 2", "These are the units. Count their weights"),
        ("answer = 10", "3 units do it, but fewer units do it, too."),
        ("answer = 4", "With 1 unit the error is far larger. Add a"),
        ("answer = 6", "The bias of the output is missing."),
        ("answer = 1", "Choose tanh and one unit, press Train, and"),
        ("answer = 3", "These are the units of a network that is"),
        ("answer = 5", "The weights of the output are missing. Each"),
        ("answer = 13", "4 units do it, but fewer units do it, too."),
        ("answer = 0.03", "Choose tanh and one unit, press Train, and"),
        ("answer = 8", "Choose tanh and one unit, press Train, and"),
        ("answer = 9", "Choose tanh and one unit, press Train, and"),
        ("answer = 16", "Choose tanh and one unit, press Train, and"),
        ("answer = 1000", "Choose tanh and one unit, press Train, and"),
        ("answer = 0.1", "Choose tanh and one unit, press Train, and"),
        ("answer = 91", "Choose tanh and one unit, press Train, and"),
        ("answer = 22", "Choose tanh and one unit, press Train, and"),
        ("answer = 2*2+1+1+2", "Choose tanh and one unit, press Train, and"),
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
        (
            "def combined(first, second, n_first, n_second):\n"
            "    return n_first * (first + second) / (n_first + n_second)",
            "images of the first machine twice",
        ),
        (
            "def combined(first, second, n_first, n_second):\n"
            "    return (n_first * first + n_second * second) / (n_first + n_second) / 2",
            "You divided by 2 as well",
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
            "in one line only",
        ),
        (
            "def slide(image, kernel):\n"
            "    rows, columns = image.shape[0] - 2, image.shape[1] - 2\n"
            "    sums = np.zeros((rows, columns))\n"
            "    for i in range(rows):\n"
            "        for j in range(columns):\n"
            "            sums[i, j] = np.max(kernel * image[i : i + 3, j : j + 3])\n"
            "    return sums",
            "in one line only",
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
            "in one line only",
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
        (
            "def slide(image, kernel):\n"
            "    rows, columns = image.shape[0] - 2, image.shape[1] - 2\n"
            "    sums = np.zeros((rows, columns))\n"
            "    for i in range(rows):\n"
            "        for j in range(columns):\n"
            "            sums[i, j] = abs(np.sum(kernel * image[i : i + 3, j : j + 3]))\n"
            "    return sums",
            "minus signs of the sums",
        ),
        (
            "def slide(image, kernel):\n"
            "    rows, columns = image.shape[0] - 2, image.shape[1] - 2\n"
            "    sums = np.zeros((rows, columns))\n"
            "    for i in range(rows):\n"
            "        for j in range(columns):\n"
            "            sums[i, j] = np.sum(kernel[::-1] * image[i : i + 3, j : j + 3])\n"
            "    return sums",
            "reversed the rows",
        ),
        (
            "def slide(image, kernel):\n"
            "    rows, columns = image.shape[0] - 2, image.shape[1] - 2\n"
            "    sums = np.zeros((rows, columns))\n"
            "    for i in range(rows):\n"
            "        for j in range(columns):\n"
            "            sums[i, j] = np.sum(kernel[:, ::-1] * image[i : i + 3, j : j + 3])\n"
            "    return sums",
            "reversed the columns",
        ),
        (
            "def slide(image, kernel):\n"
            "    rows, columns = image.shape[0] - 2, image.shape[1] - 2\n"
            "    sums = np.zeros((rows, columns))\n"
            "    for i in range(rows):\n"
            "        for j in range(columns):\n"
            "            sums[i, j] = np.sum(kernel - image[i : i + 3, j : j + 3])\n"
            "    return sums",
            "subtracted pixels from weights",
        ),
        (
            "def slide(image, kernel):\n"
            "    rows, columns = image.shape[0] - 2, image.shape[1] - 2\n"
            "    sums = np.zeros((rows, columns))\n"
            "    for i in range(1, rows):\n"
            "        for j in range(columns):\n"
            "            sums[i, j] = np.sum(kernel * image[i : i + 3, j : j + 3])\n"
            "    return sums",
            "in one line only",
        ),
    ],
}
