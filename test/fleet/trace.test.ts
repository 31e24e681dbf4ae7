import { spawnSync } from 'node:child_process';
import { platform } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readTrace } from '../../lib/fleet/trace';
import { projectRoot } from '../support/project-root';
import { isLong } from '../support/test-length';

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

    expect(readTrace([Buffer.from(csv)])).toEqual({
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
    { what: 'nothing at all', csv: '', says: 'line 1: not a request trace' },
    {
      what: 'requests out of order',
      csv: `${header}\n2023-11-16 18:00:09,1,1\n2023-11-16 18:00:01,1,1`,
      says: 'line 3: earlier than the line before',
    },
    {
      what: 'a count that no model has',
      csv: `${header}\n2023-11-16 18:00:00,1,1e12\n2023-11-16 18:00:01,1,1`,
      says: 'line 2',
    },
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
    expect(() => readTrace([Buffer.from(csv)])).toThrow(says);
  });
});

describe('a trace in pieces', () => {
  const csv = [header, '2023-11-16 18:00:00,100,10', '2023-11-16 18:00:01,200,20', '2023-11-16 18:00:03,300,30'].join(
    '\r\n',
  );
  const inPieces = (bytes: Buffer): Buffer[] => [...bytes].map((byte) => Buffer.from([byte]));

  test('gives the same, byte by byte, gzipped or not', () => {
    const whole = readTrace([Buffer.from(csv)]);

    expect(readTrace(inPieces(Buffer.from(csv)))).toEqual(whole);
    expect(readTrace([gzipSync(csv)])).toEqual(whole);
  });

  test('fails when it is cut off or no gzip after all', () => {
    expect(() => readTrace([gzipSync(csv).subarray(0, 30)])).toThrow();
    expect(() => readTrace([Buffer.from([0x1f, 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])])).toThrow();
  });

  // On Linux maxRSS also counts what the parent held when it started the process; VmHWM counts the process alone.
  const peakMegabytes =
    platform() === 'linux'
      ? String.raw`Number(/VmHWM:\s*(\d+)/.exec(require('node:fs').readFileSync('/proc/self/status', 'utf8'))[1]) / 1000`
      : 'process.resourceUsage().maxRSS / 1000';
  const [thousands, megabytesAllowed] = isLong ? [5000, 300] : [500, 130];

  test(`of ${thousands} thousand requests is read in ${megabytesAllowed} MB`, () => {
    // GIVEN a process of its own, which makes the lines as they are read
    const program = `
      const { readTrace } = require(${JSON.stringify(join(projectRoot, 'dist/lib/fleet/trace.js'))});
      function* lines() {
        yield Buffer.from('${header}\\n');
        for (let block = 0; block < ${thousands}; block += 1) {
          const at = new Date(Date.UTC(2023, 0, 1) + block * 1000).toISOString().replace('T', ' ').slice(0, 23);
          yield Buffer.from((at + ',' + (block % 4096) + ',' + (block % 512) + '\\n').repeat(1000));
        }
      }
      const { requests } = readTrace(lines());
      console.log(JSON.stringify({ requests, megabytes: ${peakMegabytes} }));`;

    // WHEN
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', program], { encoding: 'utf8' });

    // THEN
    const { requests, megabytes } = JSON.parse(stdout || `{"error":${JSON.stringify(stderr)}}`);
    expect(requests).toBe(thousands * 1000);
    expect(megabytes).toBeLessThan(megabytesAllowed);
  });
});
