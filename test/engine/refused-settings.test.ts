import { expect, test } from 'vitest';
import { insteadOfSetting, refusedSettings } from '../../lib/engine/refused-settings';
import { releaseTable } from '../../lib/engine/release-table';

const names = new Set(releaseTable.flags.map(({ flag }) => flag));
const asFlag = (name: string): string => `--${name.replace(/[A-Z0-9]+/g, (part) => `-${part.toLowerCase()}`)}`;

test('each refused setting is an argument of the release', () => {
  const unknown = refusedSettings.filter(
    (name) => !names.has(asFlag(name)) && !names.has(asFlag(name).replace('h-11', 'h11')),
  );

  expect(unknown).toEqual([]);
});

test.each([
  'host',
  '--host',
  'enableLogRequests',
  '--no-enable-log-requests',
  'enable_log_requests',
  'served-model-name',
])('%s is refused, however it is written', (name) => {
  expect(insteadOfSetting(name)).toBeDefined();
});

test.each(['toolCallParser', 'constructor', 'noSuchThing'])('%s is not', (name) => {
  expect(insteadOfSetting(name)).toBeUndefined();
});
