import { describe, expect, test } from 'vitest';
import { marked, marker, printedBy } from '../support/marker';

describe('a component that prints what it was given is caught', () => {
  const event = marked({ detail: { messages: [{ content: 'tell me' }] }, count: 3 });

  test.each<[string, () => unknown]>([
    ['an event, whole', () => console.log(event)],
    ['an event, as JSON', () => console.info(JSON.stringify(event))],
    ['a value far inside', () => console.error({ a: { b: { c: { d: event } } } })],
    ['standard output', () => process.stdout.write(JSON.stringify(event))],
    ['standard error', () => process.stderr.write(Buffer.from(JSON.stringify(event)))],
    [
      'what it throws',
      () => {
        throw new Error(`cannot handle ${JSON.stringify(event)}`);
      },
    ],
    [
      'the cause of what it throws, later',
      async () => {
        throw new Error('cannot handle the event', { cause: event });
      },
    ],
  ])('in %s', async (_where, run) => {
    expect(await printedBy(run)).toContain(marker);
  });

  test('and one that prints something else is not', async () => {
    expect(await printedBy(() => console.log(JSON.stringify({ count: event.count })))).toBe('{"count":3}');
  });
});

test('the marker stands in every string but those that are kept', () => {
  expect(marked({ time: 'now', tags: ['a'], count: 1 }, ['time'])).toEqual({
    time: 'now',
    tags: [`a${marker}`],
    count: 1,
  });
});
