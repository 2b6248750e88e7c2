// How the package is used from TypeScript. It is compiled, never run; each line that must not compile says so.

import init, { cards, checkConfig, drawCurves, fields, raceScenario, Dataset, Run, tileDigits } from 'microlearning';
import type { Card, Config, ConfigInput, Curves, Epoch, Mistake, Progress, Report, RuleId } from 'microlearning';
import { digits } from 'microlearning/digits.js';

export async function train(canvas: HTMLCanvasElement): Promise<number | null> {
  await init();
  const dataset: Dataset = await digits();
  const asked: ConfigInput = { rule: 'kolen_pollack', lr: 0.1, hidden: [100, 50], params: { decay: 0.01 }, code: undefined };
  const run = new Run(dataset, asked);
  let progress: Progress = run.advance(20);
  while (!progress.finished) progress = run.advance(20, true);
  const report: Report = run.report();
  const last: Epoch | undefined = report.epochs.at(-1);
  const spec: Curves = {
    y: [0, null],
    series: [{ name: 'accuracy', x: report.epochs.map(({ epoch }) => epoch), y: report.epochs.map((epoch) => epoch.valid_accuracy) }],
    levels: [{ y: report.chance, name: 'guessing' }],
  };
  drawCurves(canvas, spec, { dark: true });
  const { rgba, width, height } = tileDigits(dataset.examples('train', 3, 4), 28, 28, 2, {});
  canvas.getContext('2d')?.putImageData(new ImageData(rgba, width, height), 0, 0);
  run.free();
  return last?.valid_accuracy ?? null;
}

export function look(): string[] {
  const all: Card[] = cards();
  const ids: RuleId[] = all.map(({ id }) => id);
  const complete: Config = checkConfig();
  const again: Config = checkConfig(complete);
  return [...ids, ...fields().map(({ id }) => String(again[id])), raceScenario('first').choice.measure];
}

export function told(error: unknown): string {
  const { field, message } = error as Mistake;
  return `${field ?? ''}: ${message}`;
}

export function mistakes(dataset: Dataset, run: Run): void {
  // @ts-expect-error a setting is misspelt
  new Run(dataset, { lerning_rate: 0.1 });
  // @ts-expect-error there is no such rule
  new Run(dataset, { rule: 'back' });
  // @ts-expect-error a number is wanted
  new Run(dataset, { epochs: 'four' });
  // @ts-expect-error a data set is wanted
  new Run({ rule: 'backprop' });
  // @ts-expect-error there is no such part
  dataset.examples('training', 3, 1);
  // @ts-expect-error an accuracy may be absent
  run.report().epochs[0].valid_accuracy.toFixed(1);
  // @ts-expect-error there is no such field
  drawCurves(document.createElement('canvas'), { title: 'no' }, {});
}
