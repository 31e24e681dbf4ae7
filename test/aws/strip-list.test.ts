import { CloudFormationClient, CreateStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { emulatedAws } from '../../local/deploy/emulated-aws';
import { declaredTypes } from '../../local/emulators/declared-types';
import { startEmulator } from '../../local/emulators/emulators';
import type { ServerProcess } from '../../local/emulators/server-process';
import { type EmulatorName, rowsOf, type StripRow, stripList } from '../../local/strip/strip-list';
import { synthesizedStacks } from '../../local/strip/synthesized-stacks';
import { refusedTemplates } from './refused-templates';
import { temporaryFolder } from './temporary-folder';

const declared = declaredTypes();
const { folder, plan } = inject('synthesized');
const used = new Set(
  synthesizedStacks(folder).flatMap(({ template }) => Object.values(template.Resources).map(({ Type }) => Type)),
);

describe.each<EmulatorName>(['ministack', 'moto'])('the strip list of %s', (emulator) => {
  const rows = rowsOf(emulator);

  test('has a row for every type of the fleet that the emulator does not declare', () => {
    const stripped = rows.flatMap((row) => (row.strip === 'resource' ? [row.type] : []));

    expect([...used].filter((type) => !declared[emulator].includes(type) && !stripped.includes(type))).toEqual([]);
  });

  test('has no row for a type that the fleet does not use', () => {
    expect(rows.filter(({ type }) => !used.has(type))).toEqual([]);
  });
});

const nameOf = (row: StripRow): string =>
  [
    row.type,
    ...('having' in row && row.having ? [row.having] : []),
    ...('property' in row ? [row.property] : []),
    ...('attribute' in row ? [row.attribute] : []),
  ].join(' ');

describe('a row about a type that the emulator declares', () => {
  /** Its own, because they are made to fail. */
  let servers: Record<EmulatorName, ServerProcess>;

  beforeAll(async () => {
    const own = { account: plan.fleet.account, folder: temporaryFolder() };
    servers = { moto: await startEmulator('moto', own), ministack: await startEmulator('ministack', own) };
  });

  afterAll(() => Promise.all([servers?.moto.stop(), servers?.ministack.stop()]));

  const rows = stripList.filter(({ emulator, type }) => declared[emulator].includes(type));

  test.each(rows.map((row) => [nameOf(row), row.emulator] as const))(
    '%s of %s is still needed',
    async (name, emulator) => {
      const client = new CloudFormationClient(emulatedAws(servers[emulator], 'us-east-1', plan.fleet.account));
      const StackName = `needed-${name.replaceAll(/[^A-Za-z]/g, '')}`;
      const outcome = await client
        .send(new CreateStackCommand({ StackName, TemplateBody: JSON.stringify(refusedTemplates[name]) }))
        .then(() => client.send(new DescribeStacksCommand({ StackName })))
        .then(({ Stacks: [stack] = [] }) => `${stack?.StackStatus} ${stack?.Outputs?.[0]?.OutputValue}`)
        .catch(({ name: refusal }: Error) => refusal);
      client.destroy();

      expect(refusedTemplates).toHaveProperty([name]);
      // A value that is the unanswered question is none.
      expect(outcome).not.toMatch(/^CREATE_COMPLETE (?!undefined|\{)/);
    },
  );
});
