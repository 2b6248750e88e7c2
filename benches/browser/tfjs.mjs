// TensorFlow.js on its wasm backend: the training step of a preset as a loop of one's own and as `model.fit`.

const FILES = '../peers/node_modules/@tensorflow';
const PRESETS = {
  project: { hidden: 100, batch: 32, rate: 0.01, bias: false, output: 'softmax', loss: 'categoricalCrossentropy' },
  tutorial: { hidden: 500, batch: 200, rate: 0.001, bias: true, output: 'sigmoid', loss: 'meanSquaredError' },
};

function script(path) {
  return new Promise((resolve, reject) => {
    const element = document.createElement('script');
    element.src = new URL(path, import.meta.url);
    element.onload = resolve;
    element.onerror = () => reject(new Error(`${path} is missing`));
    document.head.append(element);
  });
}

/** Loads the library; returns its version. */
export async function open() {
  await script(`${FILES}/tfjs/dist/tf.min.js`);
  await script(`${FILES}/tfjs-backend-wasm/dist/tf-backend-wasm.min.js`);
  tf.wasm.setWasmPaths(String(new URL(`${FILES}/tfjs-backend-wasm/dist/`, import.meta.url)));
  await tf.setBackend('wasm');
  await tf.ready();
  return tf.version.tfjs;
}

function targets(count) {
  const labels = tf.tensor1d(Array.from({ length: count }, (_, i) => i % 10), 'int32');
  return tf.oneHot(labels, 10).toFloat();
}

/** A step on one batch, over and over; returns `run(n)`. */
export function loop(preset) {
  const { hidden, batch, rate, bias, output } = PRESETS[preset];
  const [x, t] = [tf.randomUniform([batch, 784]), targets(batch)];
  const weights = [[784, hidden], [hidden, 10]].map((shape) => tf.variable(tf.randomNormal(shape, 0, 0.1)));
  const biases = [hidden, 10].map((n) => bias && tf.variable(tf.zeros([n])));
  const layer = (l, input) => (bias ? tf.add(tf.matMul(input, weights[l]), biases[l]) : tf.matMul(input, weights[l]));
  const loss = () => {
    const z = layer(1, tf.sigmoid(layer(0, x)));
    return output === 'softmax'
      ? tf.losses.softmaxCrossEntropy(t, z)
      : tf.mean(tf.sum(tf.squaredDifference(tf.sigmoid(z), t), 1));
  };
  const optimizer = tf.train.sgd(rate);
  return async (n) => {
    for (let i = 0; i < n; i += 1) optimizer.minimize(loss);
    await weights[0].slice([0, 0], [1, 1]).data();
  };
}

/** An epoch of `model.fit` over n batches; returns `run(n)`. */
export function fit(preset) {
  const { hidden, batch, rate, bias, output, loss } = PRESETS[preset];
  const model = tf.sequential();
  model.add(tf.layers.dense({ inputShape: [784], units: hidden, activation: 'sigmoid', useBias: bias }));
  model.add(tf.layers.dense({ units: 10, activation: output, useBias: bias }));
  model.compile({ optimizer: tf.train.sgd(rate), loss });
  return async (n) => {
    const [x, t] = [tf.randomUniform([n * batch, 784]), targets(n * batch)];
    await model.fit(x, t, { batchSize: batch, epochs: 1, verbose: 0, yieldEvery: 'never' });
    tf.dispose([x, t]);
  };
}
