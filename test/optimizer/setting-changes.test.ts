import { describe, expect, test } from 'vitest';
import type { Fleet } from '../../lib/fleet/fleet';
import type { SettingChange } from '../../lib/optimizer/setting-change';
import { settingChanges } from '../../lib/optimizer/setting-changes';
import { settingLosses } from '../../lib/optimizer/setting-losses';
import { settingsOf } from '../../lib/optimizer/settings';
import { load } from '../support/fleets';
import { readText } from '../support/project-root';

const chat = readText('fleets/chat.yaml');
const fleetOf = (text: string): Fleet => load(text).fleet as Fleet;
const kinds = (text: string, kind: SettingChange['kind']): SettingChange[] =>
  settingChanges(fleetOf(text))
    .flat()
    .filter((change) => change.kind === kind);

/** The same traffic in three regions. */
const inThree = chat.replaceAll('[us-east-1, us-west-2]', '[us-east-1, us-west-2, us-east-2]');

describe('regions', () => {
  test('the home region stays; another gives its place to one of the same country', () => {
    const nexts = kinds(chat, 'region').map((change) => change.kind === 'region' && [change.region, change.next]);

    expect(nexts).toEqual(expect.arrayContaining([['us-west-2', 'us-east-2']]));
    expect(nexts.every((one) => one !== false && one[0] === 'us-west-2' && one[1]?.startsWith('us-'))).toBe(true);
  });

  test('one is left out where two remain for a workload that must survive the loss of one', () => {
    const leftOut = (text: string) =>
      kinds(text, 'region').flatMap((change) =>
        change.kind === 'region' && change.next === undefined ? [change.region] : [],
      );

    expect(leftOut(chat)).toEqual([]);
    expect(leftOut(inThree)).toEqual(['us-west-2', 'us-east-2']);
  });
});

describe('failover modes', () => {
  test('a mode that is too slow for the promise, or not deployed, is none', () => {
    const modes = (text: string) =>
      kinds(text, 'failover mode').map((change) => change.kind === 'failover mode' && change.to);
    const patient = chat.replace('recoverySeconds: 180', 'recoverySeconds: 3600');

    expect(modes(chat)).toEqual([]);
    expect(patient).not.toBe(chat);
    expect(modes(patient)).toEqual(['warm-standby']);
    expect(modes(patient.replaceAll('[us-east-1, us-west-2]', '[us-east-1, us-west-2, us-east-2]'))).toEqual([]);
  });
});

test('what the fleet file does not allow is in no combination', () => {
  const fleet = fleetOf(inThree);
  const [none, ...all] = settingsOf(fleet, () => true);

  expect(none?.changes).toEqual([]);
  expect(all.length).toBe(kinds(inThree, 'region').length);
  expect(settingsOf(fleet, () => false)).toHaveLength(1);
});

test('a region farther from users gives up nearness, and one less a region that is left after a loss', () => {
  const fleet = fleetOf(inThree);
  const losses = (region: string, next: string | undefined) =>
    settingLosses(fleet, { kind: 'region', jurisdiction: 'united-states', region, next }, () => 0);

  expect(losses('us-west-2', undefined).map(({ kind }) => kind)).toEqual([
    'what stands there',
    'nearness',
    'regions left after a loss',
  ]);
  expect(losses('us-east-2', undefined).map(({ kind }) => kind)).toEqual([
    'what stands there',
    'regions left after a loss',
  ]);
});
