import { describe, expect, test } from 'vitest';
import { readTrace } from '../../lib/fleet/trace';

const header = 'TIMESTAMP,ContextTokens,GeneratedTokens';

describe('a trace', () => {
  test('gives mean rate, busiest minute and mean lengths', () => {
    // GIVEN four requests in 120 s, three of them in the first minute
    const csv = [
      header,
      '2023-11-16 18:00:00.0000000,100,10',
      '2023-11-16 18:00:10.5000000,200,20',
      '2023-11-16 18:00:59.9000000,300,30',
      '2023-11-16 18:02:00.0000000,400,40',
    ].join('\r\n');

    expect(readTrace(csv)).toEqual({
      requests: 4,
      firstDay: '2023-11-16',
      seconds: 120,
      meanRequestsPerSecond: 4 / 120,
      busiestMinuteRequestsPerSecond: 3 / 60,
      meanInputTokens: 250,
      meanOutputTokens: 25,
      p95InputTokens: 400,
      p95OutputTokens: 40,
    });
  });

  test.each([
    { what: 'another table', csv: 'a,b\n1,2\n', says: 'line 1: not a request trace' },
    { what: 'no requests', csv: `${header}\n`, says: 'no requests' },
    { what: 'a missing count', csv: `${header}\n2023-11-16 18:00:00,1,\n2023-11-16 18:00:01,1,1`, says: 'line 2' },
    { what: 'a negative count', csv: `${header}\n2023-11-16 18:00:00,1,1\n2023-11-16 18:00:01,-1,1`, says: 'line 3' },
    { what: 'no date', csv: `${header}\nyesterday,1,1\n2023-11-16 18:00:01,1,1`, says: 'line 2' },
    {
      what: 'one instant',
      csv: `${header}\n2023-11-16 18:00:00,1,1\n2023-11-16 18:00:00,1,1`,
      says: 'all requests at one instant',
    },
  ])('fails with $what', ({ csv, says }) => {
    expect(() => readTrace(csv)).toThrow(says);
  });
});
