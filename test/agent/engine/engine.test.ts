import { describe, expect, test } from 'vitest';
import { currentStage, engineStages } from '../../../agent/engine/engine-log-stages';
import { fillCommand } from '../../../agent/io/fill-command';
import { containerCommand } from '../../../lib/engine/engine-command';
import { engineFlags } from '../../../lib/engine/engine-flags';
import { exampleParameters } from '../../support/cell-parameters';

const values = {
  image: 'registry/assistant/engine@sha256:1',
  registry: 'registry',
  region: 'us-east-1',
  name: 'polyregion-engine-1',
  gpus: '4,5,6,7',
  port: 9001,
  weightsFolder: '/mnt/polyregion/weights/1',
  cacheFolder: '/var/lib/polyregion/cache/1',
  stopSeconds: 10,
  pid: 4711,
};

describe('the command line of an engine', () => {
  test('gives a container its own GPUs, a port on loopback and every flag', () => {
    const run = fillCommand(containerCommand.run, values, engineFlags(exampleParameters));

    expect(run.join(' ')).toContain('--gpus "device=4,5,6,7"');
    expect(run.join(' ')).toContain('--publish 127.0.0.1:9001:8000');
    expect(run.join(' ')).toContain('registry/assistant/engine@sha256:1 serve /weights');
    expect(run.slice(-engineFlags(exampleParameters).length)).toEqual(engineFlags(exampleParameters));
    expect(run.join(' ')).not.toContain('--network host');
  });

  test.each(Object.entries(containerCommand))('%s leaves nothing unfilled', (_name, template) => {
    expect(fillCommand(template, values).filter((argument) => /\{\w+\}/.test(argument))).toEqual([]);
  });

  test('fails at an unknown placeholder', () => {
    expect(() => fillCommand(['run', '{colour}'], values)).toThrow('engine command: {colour}: is no placeholder');
  });
});

describe('what an engine writes while it starts', () => {
  const loaded = 'INFO 11-25 Model loading took 32.8600 GiB and 15.820000 seconds\n';
  const compiled =
    '(Worker_TP0) INFO torch.compile takes 60.79 s in total\n(Worker_TP1) torch.compile takes 58.10 s in total\n';
  const captured = 'INFO Graph capturing finished in 16 secs, took 0.90 GiB\n';

  test('tells its steps, by its slowest worker', () => {
    expect(engineStages(loaded + compiled + captured)).toEqual({ loadToGpu: 15.82, compile: 60.79, graphCapture: 16 });
  });

  test.each([
    ['', 'loadToGpu'],
    [loaded, 'compile'],
    [loaded + compiled, 'graphCapture'],
  ] as const)('after %j it is in %s', (log, stage) => {
    expect(currentStage(log)).toBe(stage);
  });
});
