import { describe, expect, test } from 'vitest';
import {
  abandonedInARow,
  type EndedLaunch,
  type LaunchPorts,
  stopLaunches,
} from '../../../lambda/cold-start-recorder/stop-launches';

const launches: Record<string, EndedLaunch> = {
  // As Auto Scaling writes it: https://docs.aws.amazon.com/autoscaling/ec2/userguide/ts-as-instancelaunchfailure.html
  abandoned: {
    succeeded: false,
    statusMessage:
      "Instance failed to complete user's Lifecycle Action: Lifecycle Action with token x was abandoned: Heartbeat Timeout",
  },
  refused: {
    succeeded: false,
    statusMessage: 'We currently do not have sufficient p5.48xlarge capacity in the Availability Zone you requested',
  },
  served: { succeeded: true, statusMessage: '' },
};
const named = (text: string): EndedLaunch[] =>
  text.split(' ').flatMap((name) => launches[name as keyof typeof launches] ?? []);

/** A group with these launches, the newest first, and the stops that were asked for. */
function group(newest: string, isRefreshing = false) {
  const stopped: string[] = [];
  const ports: LaunchPorts = {
    endedLaunches: async () => named(newest),
    isRefreshing: async () => isRefreshing,
    suspendLaunches: async (name) => void stopped.push(name),
  };
  return { ports, stopped };
}

describe('launches of a group whose instances never answer', () => {
  test.each([
    ['', 0],
    ['abandoned', 1],
    ['abandoned abandoned served abandoned', 2],
    ['abandoned refused abandoned refused abandoned', 3],
    ['served abandoned abandoned abandoned', 0],
    ['refused refused refused refused', 0],
  ])('%j counts %i in a row', (newest, expected) => {
    expect(abandonedInARow(named(newest))).toBe(expected);
  });

  test('are stopped after the third in a row, those of this group alone', async () => {
    const { ports, stopped } = group('abandoned abandoned abandoned');

    expect(await stopLaunches(ports, 'assistant-llama-70b-baseline')).toBe(true);
    expect(stopped).toEqual(['assistant-llama-70b-baseline']);
  });

  test.each([
    ['after two', 'abandoned abandoned', false],
    ['after one that answered', 'abandoned abandoned served abandoned', false],
    [
      'while a version is rolled out, whose alarms end that, and whose rollback must launch',
      'abandoned abandoned abandoned',
      true,
    ],
  ])('go on %s', async (_what, newest, isRefreshing) => {
    const { ports, stopped } = group(newest, isRefreshing);

    expect(await stopLaunches(ports, 'assistant-llama-70b-baseline')).toBe(false);
    expect(stopped).toEqual([]);
  });
});
