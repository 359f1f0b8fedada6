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
}
