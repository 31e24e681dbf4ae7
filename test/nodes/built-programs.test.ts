import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { pricedPlan } from '../../lib/budgets/priced-plan';
import { agentEnvironmentNames } from '../../lib/contract/agent-settings';
import { runCli, startProgram } from '../support/cli';
import { validPlan } from '../support/fleets';
import { projectRoot } from '../support/project-root';

const folder = mkdtempSync(join(tmpdir(), 'polyregion-nodes-'));
const fleet = join(projectRoot, 'fleets/small-team.yaml');

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe(`the built programs on Node ${process.version}`, () => {
  test('plan a fleet as the sources do', async () => {
    const { status, stdout, stderr } = await runCli(folder, ['plan', '--json', '--fleet', fleet]);

    expect(status, stderr).toBe(0);
    expect(JSON.parse(stdout).plan).toEqual(
      JSON.parse(JSON.stringify(pricedPlan(validPlan('fleets/small-team.yaml')))),
    );
  });

  test('synthesize every stack of a fleet', async () => {
    const { status, stderr } = await startProgram(folder, join(projectRoot, 'dist/bin/app.js'), [], {
      CDK_CONTEXT_JSON: JSON.stringify({ fleet }),
      CDK_OUTDIR: join(folder, 'cdk.out'),
      CDK_VALIDATION: 'false',
    }).done;

    expect(status, stderr).toBe(0);
    // two stacks of the whole fleet and four of its one region
    expect(readdirSync(join(folder, 'cdk.out')).filter((name) => name.endsWith('.template.json'))).toHaveLength(6);
  });

  test('start the agent, which says what it misses', async () => {
    const { status, stdout } = await startProgram(folder, join(projectRoot, 'dist/bundles/agent/index.js'), [], {
      [agentEnvironmentNames.parametersFile]: join(folder, 'none'),
    }).done;

    expect(status).toBe(1);
    expect(stdout).toContain('"event":"agent failed"');
  });
});
