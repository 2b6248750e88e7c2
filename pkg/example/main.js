// The page: chooses a rule, has a worker train it, and draws what comes back.

import init, { cards, drawCurves, ruleStyle } from '../microlearning.js';

const [rule, train, status, canvas] = ['rule', 'train', 'status', 'chart'].map((id) => document.getElementById(id));
let report = null;

function draw() {
  const scale = devicePixelRatio;
  canvas.width = canvas.clientWidth * scale;
  canvas.height = canvas.clientHeight * scale;
  const { epochs = [], chance = 10, config } = report ?? {};
  const { color, dash, short } = ruleStyle(config?.rule ?? rule.value, false);
  drawCurves(canvas, {
    x_label: 'Epochs',
    y_label: 'Validation accuracy (%)',
    x: [0, config?.epochs ?? 10],
    y: [0, 100],
    x_integer: true,
    series: [{
      name: short,
      x: epochs.map(({ epoch }) => epoch),
      y: epochs.map(({ valid_accuracy }) => valid_accuracy),
      style: { color, dash },
      label: true,
    }],
    levels: [{ y: chance, name: 'guessing' }],
    scale,
  }, {});
}

await init();
rule.append(...cards().filter(({ id }) => id !== 'own').map(({ id, name }) => new Option(name, id)));

const worker = new Worker(new URL('worker.js', import.meta.url), { type: 'module' });
worker.onmessage = ({ data }) => {
  if (data.error) status.textContent = data.error;
  if (data.ready) status.textContent = 'Ready.';
  if (data.report) {
    ({ report } = data);
    const { epoch, valid_accuracy } = report.epochs.at(-1);
    status.textContent = `After epoch ${epoch}: ${valid_accuracy.toFixed(1)} % of the validation digits are read correctly.`;
    draw();
  }
  train.disabled = Boolean(data.report) && !data.finished;
};
train.onclick = () => {
  train.disabled = true;
  worker.postMessage({ rule: rule.value, lr: 0.1, epochs: 10, convention: 'matched' });
};
addEventListener('resize', draw);
draw();
