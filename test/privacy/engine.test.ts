import { describe, expect, test } from 'vitest';
import { cellParametersFile } from '../../lib/contract/cell-parameters';
import { engineEnvironment, engineFlags } from '../../lib/engine/engine-flags';
import { userDataText } from '../../lib/rules/launch-template/user-data-text';
import { ofType } from '../../lib/template/template';
import { exampleFleets } from '../support/fleets';
import { exampleTemplates } from '../support/templates';

const told = exampleFleets
  .flatMap(exampleTemplates)
  .flatMap((template) => ofType(template, 'AWS::EC2::LaunchTemplate'))
  .map(({ properties }) => userDataText(properties))
  // Gateways have templates, too, and run no engine.
  .filter((script) => script.includes(cellParametersFile))
  .map((script) => JSON.parse(/'PARAMETERS'\n([\s\S]*)\nPARAMETERS/.exec(script)?.[1] ?? ''));

describe('what every cell tells its engine', () => {
  test.each(told.map((parameters) => [`${parameters.fleet} ${parameters.model}`, parameters]))(
    '%s: to write nothing about requests',
    (_name, parameters) => {
      const flags = engineFlags(parameters);

      expect(flags).toEqual(
        expect.arrayContaining(['--no-enable-log-requests', '--no-enable-log-outputs', '--disable-uvicorn-access-log']),
      );
      expect(flags.filter((flag) => /^--(enable-log|log-|uvicorn-log-level|max-log-len|otlp)/.test(flag))).toEqual([]);
    },
  );

  test('holds no setting with which a fleet could turn logging on', () => {
    expect(told.length).toBeGreaterThan(0);
    expect([...new Set(told.flatMap((parameters) => Object.keys(parameters)))].sort()).toEqual(
      [
        'fleet',
        'model',
        'task',
        'engineFlags',
        'weights',
        'weightsManifest',
        'engineImageDigest',
        'guardImageDigest',
        'tensorParallel',
        'dataParallel',
        'expertParallel',
        'replicasPerInstance',
        'maxModelLengthTokens',
        'maxConcurrentRequestsPerReplica',
        'gpuMemoryUtilizationRatio',
        'kvPrecision',
        'parallelLoading',
        'compileCache',
        'launchLimitSeconds',
        'longestPrefillSeconds',
        'drainLimitSeconds',
        'spotDrainLimitSeconds',
        'spotNoticeLimitSeconds',
        'cacheSaltSecretName',
        'tenantClaim',
        'bodyLimitBytes',
        'targetGroupArns',
      ].sort(),
    );
  });

  test('is not DEBUG, at which vLLM prints prompts, and sends no usage reports', () => {
    expect(engineEnvironment).toMatchObject({
      VLLM_LOGGING_LEVEL: 'INFO',
      VLLM_NO_USAGE_STATS: '1',
      DO_NOT_TRACK: '1',
    });
    expect(engineEnvironment).toMatchObject({
      VLLM_MEDIA_URL_ALLOW_REDIRECTS: '0',
      VLLM_ENABLE_RESPONSES_API_STORE: '0',
    });
  });
});
