"""What the conformance tests say: a hint for each typical mistake, piece by piece.

Every one of them is planted in tests/notebooks/wrong_answers.py.
"""

ADVICE = {  # what to look at first, by words of Python's or NumPy's message
    "truth value of an array": "`np.maximum(z, 0)` compares every number with 0.",
    "converted to a scalar index": "The second argument is an axis there. `np.maximum(z, 0)` "
    "compares every number with 0.",
    "mismatch in its core dimension": "Write down the shapes of both arrays: the inner sizes must "
    "agree.",
    "could not be broadcast": "Write down the shapes of both arrays: they do not fit.",
    "'tuple' object has no attribute 'reverse'": "`reversed(...)` goes through the layers from "
    "the last to the first.",
    "`parameters` stops with NameError": "Inside `hasattr`, the name needs quotes. What the object "
    "keeps is written with `self.` in front.",
    "NameError": "What the object keeps is written with `self.` in front.",
    "Cannot cast ufunc": "`x += ...` and `x *= ...` change the array itself. Make a new one.",
    "'NoneType' object has no attribute": "Is a `return` missing in what came before?",
    "object has no attribute": "Keep it first: `self.... = ...`.",
    "object is not callable": "Call its method: `.forward(...)`.",
}
_SHARED = (
    "Two layers of this class share what they keep. Keep it with `self.` in front, not with the "
    "name of the class or `global`: every layer needs its own."
)
_TWICE = (
    "`backward` gave something else when we called it again after the same `forward`. It changed "
    "an array that `forward` kept or returned. Give the result a new name instead."
)
LINEAR = {
    "another start": "The weights are random, but not as ours. Draw them as the task does: "
    "`rng.uniform(-limit, limit, (out_features, in_features))`.",
    "no transpose": "You multiplied by `weight` itself. Row k of `weight` belongs to unit k, so a "
    "batch needs the transpose: `x @ self.weight.T`.",
    "wrong side": "You put `weight` in front. In a batch each row is one example, so write `x` "
    "first: `x @ self.weight.T`.",
    "no bias": "These are the weighted sums without the bias. Add `self.bias`.",
    "no input": "`backward` needs the input of the latest `forward`. Keep it there: `self.x = x`.",
    "transposed": "`weight_grad` is transposed. It must have the shape of `weight`, one row per "
    "unit: `grad_output.T @ self.x`.",
    "no transpose of the errors": "`weight_grad` is `grad_output @ x`, without a transpose. Each "
    "weight needs the error of its *unit* times its input, added up over the batch: "
    "`grad_output.T @ self.x`.",
    "mean of the weights": "You divided `weight_grad` by the batch. The loss does that already, "
    "for all layers. Here, only add up.",
    "bias not summed": "`bias_grad` still has one row per example. All examples share the bias, so "
    "add up over the batch: `grad_output.sum(axis=0)`.",
    "mean of the bias": "You took the mean for `bias_grad`. The loss divides by the batch already, "
    "for all layers. Here, only add up.",
    "bias over units": "You added up along the wrong axis. `axis=0` goes through the examples, and "
    "leaves one number per unit.",
    "bias over all": "`bias_grad` is a single number, because you added up everything. Every unit "
    "has its own bias, so add up over the examples only: `axis=0`.",
    "input wrong side": "`backward` multiplied from the wrong side. The examples are the rows of "
    "`grad_output`, so write it first: `grad_output @ self.weight`.",
    "input transposed": "`backward` must return `grad_output @ self.weight`. You transposed "
    "`weight` there. Backward, we go from the units to the inputs, and the rows of `weight` are "
    "the units.",
    "returns weight_grad": "`backward` returned `weight_grad`. The layer before needs the gradient "
    "of *its* output, which is your input: return `grad_output @ self.weight`.",
    "vector": "`backward` is right for a batch, but not for a single vector. Turn both arrays of "
    "the gradients into a batch of one first: `np.atleast_2d(grad_output)` and "
    "`np.atleast_2d(self.x)`. Return `grad_output @ self.weight` as before.",
    "stale": "The gradients belong to an input from before. Keep the new input in every `forward`, "
    "not only in the first one.",
    "accumulates": "A second `backward` adds its gradients to those of the first. Write "
    "`self.weight_grad = ...` and `self.bias_grad = ...`, so that they replace the old ones.",
    "steps": "`backward` changed the weights. The layer before still needs the old ones, so only "
    "compute the gradients here. The optimizer steps later, when all of them are known.",
    "shared": _SHARED,
    "twice": _TWICE,
}
SIGMOID = {
    "plus z": "Your curve falls, because you took `np.exp(z)`. In the sigmoid z has a minus: "
    "`np.exp(-z)`.",
    "brackets": "`1 / 1 + np.exp(-z)` divides first and adds afterwards. Put the denominator into "
    "brackets: `1 / (1 + np.exp(-z))`.",
    "minus one": "The denominator is 1 *plus* the exponential. With a minus it becomes 0 at z = 0.",
    "no output": "`backward` needs the output of the latest `forward`. Keep it there: "
    "`self.a = ...`.",
    "no slope": "`backward` passes the gradient on as it is: a forgetful sigmoid. Multiply by the "
    "slope, `self.a * (1 - self.a)`.",
    "half a slope": "The slope has two factors, a and 1 - a. One of them is missing.",
    "slope of z": "You put the sum z into `z * (1 - z)`. The formula a (1 - a) wants the *output* "
    "a.",
    "slope alone": "`backward` returned the slope alone. By the chain rule, multiply it by "
    "`grad_output`.",
    "gradient in the slope": "You put `grad_output` into a (1 - a). The slope needs the output a "
    "that `forward` kept. Then multiply `grad_output` by this slope.",
    "no brackets": "`... * 1 - self.a` multiplies first and subtracts afterwards. Put the factor "
    "into brackets: `(1 - self.a)`.",
    "slope of the gradient": "You took the sigmoid of `grad_output`. The slope belongs to the "
    "place where `forward` was, so use the output that you kept there.",
    "stale": "The slope belongs to an output from before. Keep the new output in every `forward`, "
    "not only in the first one.",
    "shared": _SHARED,
    "twice": _TWICE,
}
RELU = {
    "one maximum": "You took *one* maximum of the whole array. `np.maximum(z, 0)` compares every "
    "number with 0.",
    "not cut": "Negative sums come out as they went in. Replace them by 0: `np.maximum(z, 0)`.",
    "absolute": "That is the absolute value: negative sums come out positive. Replace them by 0.",
    "wrong half": "You kept the negative sums. ReLU keeps the positive ones: `np.maximum(z, 0)`.",
    "mask": "That is only the mask, 1 where z is positive. Multiply it by z.",
    "no input": "`backward` needs the sums of the latest `forward`. Keep them there: `self.z = z`.",
    "mask of the gradient": "You asked where `grad_output` is positive. Ask where the *sums* were: "
    "`self.z > 0`. A negative gradient must get through, too.",
    "wrong side": "The mask is inverted: the gradient got through where z was negative. There the "
    "output is a constant 0, so nothing can change. Take `self.z > 0`.",
    "no mask": "`backward` passes the whole gradient on. Let it through only where z was positive: "
    "multiply by `self.z > 0`.",
    "mask alone": "`backward` returned the slope alone, 0 or 1. By the chain rule, multiply it by "
    "`grad_output`.",
    "times z": "You multiplied by the output. The slope of ReLU is 1 where z is positive, however "
    "large z is: multiply by `self.z > 0`.",
    "changes z": "`forward` changed its input, so the numbers of the layer before are lost. Make a "
    "new array: `np.maximum(z, 0)`.",
    "stale": "The mask belongs to sums from before. Keep the new sums in every `forward`, not only "
    "in the first one.",
    "shared": _SHARED,
    "twice": _TWICE,
}
LOSS = {
    "sum": "`forward` returned the *sum* over the batch. Take the mean, so that the cost does not "
    "depend on the size of the batch.",
    "no minus": "The sign is missing: logarithms of probabilities are negative, and a cost is not. "
    "Take minus the logarithm.",
    "no logarithm": "You averaged the probabilities of the correct classes. The cost is minus "
    "their *logarithm*.",
    "not one number": "`forward` returned one cost per example. Take the mean of them.",
    "wrong axis": "Your probabilities sum to 1 over the batch, not within each example. One row is "
    "one example, so take sums and maxima with `axis=-1, keepdims=True`.",
    "all classes": "You averaged over all the classes as well. Each example has one cost: add up "
    "over its classes, then take the mean over the batch.",
    "whole rows": "You picked whole rows of examples with `p[y]`. We need one number from each "
    "row, its correct class: multiply by the targets, `np.eye(...)[y]`, and add up along the row.",
    "three classes": "Three classes are right, but two or four are not. Take the number of classes "
    "from the logits: `z.shape[-1]`.",
    "one maximum": "You subtracted the largest logit of the whole batch. Then the exponentials of "
    "another row can all become 0. Each row needs its own: `z.max(axis=-1, keepdims=True)`.",
    "size of the largest": "Logits of -1000 give no number, because every exponential became 0. "
    "Subtract the largest logit itself, with its sign: `z.max(axis=-1, keepdims=True)`.",
    "overflow back": "The cost is right for logits of 1000, but `backward` is not. Keep "
    "probabilities that come from the shifted logits, too.",
    "overflow": "Huge logits give no number: `np.exp(1000)` overflows. Subtract the largest "
    "logit of each row first. The probabilities stay the same.",
    "log of 0": "A probability so small that it is rounded to 0 has no logarithm. Compute log p "
    "without p: the shifted logit minus `np.log` of the sum of the exponentials.",
    "vector": "A batch is right, but a single vector of logits with one class is not. `axis=-1` "
    "fits both, and `np.eye(z.shape[-1])[y]` makes a target of one class or of many.",
    "vector back": "The gradient of a single vector is off. It is a batch of one: divide by 1, and "
    "return the shape of the logits. `len(np.atleast_2d(self.p))` counts the examples of both.",
    "no p": "`backward` needs what `forward` computed. Keep it there: `self.p` and `self.y`.",
    "mean missing": "`backward` returned `p - y`. The cost is a *mean* over the batch, so divide "
    "by the number of examples.",
    "wrong order": "The sign is wrong: that is `y - p`. Raising the logit of a wrong class raises "
    "the cost, so its gradient is positive: `p - y`.",
    "p alone": "These are the probabilities. At the correct class, subtract 1: the gradient is "
    "`p - y`.",
    "of p": "That is the gradient with respect to the *probabilities*. The softmax is part of this "
    "loss, so we need the one of the logits: `p - y`.",
    "classes divided": "You divided by all the numbers, classes included. The mean is over the "
    "examples only.",
    "stale": "The gradient belongs to a `forward` from before. Keep the new `p` and `y` each time.",
    "changes z": "`forward` changed the logits that it got. Work on a new array: `z = z - ...` "
    "instead of `z -= ...`.",
    "shared": "Two losses share what they keep. Keep it with `self.` in front, not with the name "
    "of the class or `global`.",
    "twice": _TWICE,
}
NETWORK = {
    "first layer only": "`forward` stops after the first layer. Put `return x` below the loop, not "
    "into it.",
    "not chained": "Every layer got the same input. The output of a layer is the input of the "
    "next: `x = layer.forward(x)`.",
    "forward reversed": "`forward` went through the layers from the last to the first. Walk "
    "through `self.layers` in their order.",
    "unchanged": "`forward` returned its input. Keep what the layers return: "
    "`x = layer.forward(x)`.",
    "backward in order": "`backward` went from the first layer to the last. Start at the cost: "
    "`for layer in reversed(self.layers)`.",
    "backward not chained": "Every layer got the same gradient. Each layer takes what the layer "
    "after it returns: `grad_output = layer.backward(grad_output)`.",
    "first layer forgotten": "`backward` did not reach the first layer. Walk through *all* the "
    "layers.",
    "steps": "`backward` changed weights before all gradients were known. The layers before need "
    "the old weights. Compute all gradients first, and let the optimizer step afterwards.",
    "no parameters": '`parameters` found no weights. Ask each layer `hasattr(layer, "weight")`. '
    "Then your network also takes layers from elsewhere, such as nnlib's.",
    "no biases": "`parameters` has the weights only. The biases learn, too: add the pair of "
    "`layer.bias` and `layer.bias_grad`.",
    "no weights": "`parameters` has the biases only. Add the pair of `layer.weight` and "
    "`layer.weight_grad`.",
    "no pairs": "`parameters` must return pairs, each with a parameter and its gradient: "
    "`[(layer.weight, layer.weight_grad), ...]`.",
    "one layer": "`parameters` has the pairs of one layer only. Collect them in a list, and put "
    "`return` below the loop.",
    "swapped": "The pairs are swapped. First the parameter, then its gradient.",
    "copies": "`parameters` returned copies, so a step would change the copy and not the network. "
    "Return the arrays themselves.",
    "other layers": "It works for three layers, but not for one or five. Go through all of "
    "`self.layers`, however many there are.",
    "twice": "`parameters` lists a parameter twice, so it would step twice. Each weight and each "
    "bias needs one pair.",
    "wrong gradient": "A parameter is paired with something that is not its gradient. `weight` "
    "goes with `weight_grad`, and `bias` with `bias_grad`.",
    "old gradients": "After a second `backward`, `parameters` still has the gradients of the "
    "first. Make a new list in every call.",
}
SGD = {
    "not in place": "Nothing changed. `theta = theta - ...` makes a new array and forgets it. "
    "`theta -= ...` changes the array itself, which the network owns.",
    "sign": "You stepped uphill. The gradient points to where the cost rises, so subtract it.",
    "no learning rate": "The step is the whole gradient. Multiply it by `self.lr`.",
    "another learning rate": "The step does not follow the learning rate of this optimizer. Keep "
    "it in `__init__`, and use `self.lr`.",
    "divided": "You divided by the learning rate. Multiply: a smaller rate means a shorter step.",
    "sign of the gradient": "You took only the sign of the gradient. Its size counts as well.",
    "only the gradient": "`theta` became the step itself. Subtract the step from `theta`: "
    "`theta -= ...`.",
    "changes the gradient": "`step` changed the gradient. Only `theta` should change.",
}
TRAIN = {
    "no return": "`train` returned None. Collect the mean cost of every epoch in a list, and "
    "return it.",
    "y not shuffled": "X and y no longer belong together: `X` was shuffled, `y` was not. Take the "
    "same rows of both: `X[rows]` and `y[rows]`.",
    "whole y": "The images are a batch, but `y` still has all the examples. Take the same rows of "
    "both: `X[rows]` and `y[rows]`.",
    "whole": "Every step took all the examples. Take a batch: "
    "`rows = order[start : start + batch_size]`.",
    "last batch": "The last examples of an epoch were left out, because they do not fill a batch. "
    "Let the last batch be smaller: `range(0, len(X), batch_size)`.",
    "twice": "Some examples came twice in an epoch, and others never. An epoch shows every "
    "example once: cut one permutation into batches.",
    "not shuffled": "The examples came in the order of the data. Shuffle them: "
    "`order = rng.permutation(len(X))`.",
    "one order": "Every epoch had the same order. Draw a new one at the beginning of each epoch, "
    "inside the loop.",
    "another order": "The order is random, but another one than ours, so the numbers cannot be "
    "compared. Draw it with `rng.permutation(len(X))`, once per epoch, and draw nothing else.",
    "shuffled again": "You shuffled `X` and `y` themselves, so every epoch shuffles the order of "
    "the epoch before. Keep both as they are, and pick rows: `X[rows]` and `y[rows]`.",
    "empty batch": "One batch was empty: with 8 examples in batches of 4 there are only two. "
    "`range(0, len(X), batch_size)` gives all the starts.",
    "own step": "The parameters changed, but not through `optimizer.step`. Another optimizer has "
    "another rule, so leave the step to it: `optimizer.step(theta, grad)`.",
    "no backward": "`loss.backward()` was never called. It starts the backward pass: "
    "`network.backward(loss.backward())`.",
    "other step": "The order is right, but the parameters end elsewhere. Pass the gradients on as "
    "they are: `loss.backward()` to the network, and each pair to `optimizer.step`.",
    "step first": "You stepped before `network.backward` had computed the gradients. The order is: "
    "forward, cost, backward, step.",
    "steps too early": "You stepped before all gradients were known: some layers went backward "
    "through weights that had already changed. First `network.backward(...)` as a whole, then all "
    "steps.",
    "no step": "The parameters never changed. After `network.backward(...)`, step with every pair "
    "of `network.parameters()`.",
    "some steps": "Not every parameter took its step. Step with every pair of "
    "`network.parameters()`.",
    "two steps": "The parameters took more than one step per batch. One batch, one step.",
    "per batch": "You returned one cost per batch. Return one number per epoch: the mean over its "
    "examples.",
    "sum": "You returned the sum of an epoch's costs. Divide it, so that it is a mean over the "
    "examples.",
    "mean of means": "The last batch is smaller, so the mean of the batches' costs is not the mean "
    "over the examples. Multiply each cost by `len(rows)`, add up, and divide by `len(X)`.",
    "full": "You counted every batch as a full one. The last batch is smaller: multiply its cost "
    "by `len(rows)`, not by `batch_size`.",
    "last epoch": "You returned the batches of the last epoch. Make the list of results once, "
    "before the first epoch, and add one mean per epoch.",
    "after the step": "You measured each cost after its step. Take the cost that you computed "
    "before the backward pass.",
    "last cost": "You returned the cost of each epoch's last batch. Take the mean over the whole "
    "epoch.",
}
HINTS = {
    "Linear": LINEAR,
    "Sigmoid": SIGMOID,
    "ReLU": RELU,
    "CrossEntropyLoss": LOSS,
    "Network": NETWORK,
    "SGD": SGD,
    "train": TRAIN,
}
