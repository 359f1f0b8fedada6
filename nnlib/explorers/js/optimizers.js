/**
 * Optimizers, as nnlib has them: each remembers, and moves numbers where they stand.
 */

/** @typedef {number[] | Float64Array} Numbers */

const [MEAN_DECAY, SQUARE_DECAY, EPSILON] = [0.9, 0.999, 1e-8]; // of Adam

/** Plain SGD, or with a momentum. */
export class SGD {
  /** @param {number} size how many numbers it moves @param {number} [momentum] */
  constructor(size, momentum = 0) {
    this.momentum = momentum;
    /** The running sum of the gradients. */
    this.velocity = new Float64Array(size);
  }

  /** @param {Numbers} theta @param {Numbers} gradient @param {number} lr */
  step(theta, gradient, lr) {
    const { velocity, momentum } = this;
    for (let i = 0; i < theta.length; i += 1) {
      velocity[i] = velocity[i] * momentum + gradient[i];
      theta[i] -= lr * velocity[i];
    }
  }

  /** What the running sum is divided by: nothing. */
  get root() {
    return this.velocity.map(() => 1);
  }
}

export class Adam {
  /** @param {number} size how many numbers it moves */
  constructor(size) {
    this.mean = new Float64Array(size); // of the gradients
    this.square = new Float64Array(size); // of their squares
    this.steps = 0;
  }

  /** @param {Numbers} theta @param {Numbers} gradient @param {number} lr */
  step(theta, gradient, lr) {
    const { mean, square } = this;
    this.steps += 1;
    const rate = lr / (1 - MEAN_DECAY ** this.steps);
    const size = Math.sqrt(1 - SQUARE_DECAY ** this.steps);
    for (let i = 0; i < theta.length; i += 1) {
      const g = gradient[i];
      mean[i] = MEAN_DECAY * mean[i] + (1 - MEAN_DECAY) * g;
      square[i] = SQUARE_DECAY * square[i] + (1 - SQUARE_DECAY) * (g * g);
      theta[i] -= rate * (mean[i] / (Math.sqrt(square[i]) / size + EPSILON));
    }
  }

  /** The running mean of the gradients, as if it had not begun at 0. */
  get velocity() {
    if (this.steps === 0) return this.mean;
    return this.mean.map((mean) => mean / (1 - MEAN_DECAY ** this.steps));
  }

  /** The root of the running mean of squares, likewise. */
  get root() {
    const size = Math.sqrt(1 - SQUARE_DECAY ** this.steps);
    return this.square.map((square) => Math.sqrt(square) / size);
  }
}
