import { describe, expect, test } from 'vitest';
import { readParameters } from '../../agent/read-parameters';
import { cellParametersText } from '../../lib/contract/cell-parameters';
import { exampleParameters } from '../support/cell-parameters';

const written = (change: object): string => JSON.stringify({ ...exampleParameters, ...change });

describe('the parameters of a cell', () => {
  test('are read as they were written', () => {
    expect(readParameters(cellParametersText(exampleParameters))).toEqual(exampleParameters);
  });

  test('may hold pins that are still parameters of the stack when the template is written', () => {
    const token = '$' + '{Token[TOKEN.12]}';

    expect(JSON.parse(cellParametersText({ ...exampleParameters, weightsManifest: token }))).toHaveProperty(
      'weightsManifest',
      token,
    );
  });

  test('of a newer release may hold more than this agent knows', () => {
    expect(readParameters(written({ notKnownYet: 1 }))).toEqual(exampleParameters);
  });

  test('fail with the path of every wrong field, what is expected and what is there', () => {
    const wrong = written({ tensorParallel: '4', engineImageDigest: 'latest', targetGroupArns: [1], fleet: undefined });

    expect(() => readParameters(wrong)).toThrow(
      'cell parameters: fleet: expected a text, got nothing; ' +
        'engineImageDigest: expected sha256: and 64 hexadecimal digits, got "latest"; ' +
        'tensorParallel: expected a whole number above 0, got "4"; ' +
        'targetGroupArns[0]: expected a text, got 1; deploy the serving stack again',
    );
  });

  test.each([
    ['tensorParallel', 0],
    ['gpuMemoryUtilizationRatio', 1.5],
    ['task', 'paint'],
    ['launchLimitSeconds', -1],
    ['toleratedXidCodes', [0.5]],
  ])('fail where %s is %j', (name, value) => {
    expect(() => readParameters(written({ [name]: value }))).toThrow(`cell parameters: ${name}`);
  });

  test('fail where the file is cut', () => {
    expect(() => readParameters('{"fleet":')).toThrow('cell parameters: expected JSON, got "{\\"fleet\\":"');
  });

  test('that no agent would accept fail before a template is written', () => {
    expect(() => cellParametersText({ ...exampleParameters, drainLimitSeconds: 0 })).toThrow(
      'cell parameters: drainLimitSeconds: expected a number above 0, got 0',
    );
  });
});
