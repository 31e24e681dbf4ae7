import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasErrors } from '../../lib/contract/findings';
import { loadFleet } from '../../lib/fleet/load-fleet';
import { loadPins } from '../../lib/fleet/lock-file';
import { relatedFiles } from '../../lib/fleet/related-files';
import { makePlan } from '../../lib/plan/make-plan';
import { readText } from '../support/project-root';
import { tries } from '../support/test-length';

const originals = ['fleets/measured-lengths.yaml', 'fleets/two-jurisdictions.yaml', 'fleets/small-team.yaml'].map(
  readText,
);

/** What people and programs write where something else belongs. */
const strange = fc.constantFrom(
  '',
  '~',
  'null',
  'true',
  '-1',
  '0',
  '1e308',
  '.nan',
  '.inf',
  '-.inf',
  '0x10',
  '2026-11-23',
  '[]',
  '{}',
  '[[]]',
  '"4"',
  '!!binary aGk=',
  '*a',
  '&a b',
  '<<: *a',
  '__proto__',
  'constructor',
  'toString',
  'us-east-1',
  'us‑east-1',
  '💥',
  '\u0000',
  'x'.repeat(5000),
);

type Change = (lines: string[]) => string[];

const at = fc.nat(200);
const change: fc.Arbitrary<Change> = fc.oneof(
  at.map(
    (n): Change =>
      (lines) =>
        lines.filter((_, index) => index !== n % lines.length),
  ),
  at.map(
    (n): Change =>
      (lines) =>
        lines.flatMap((line, index) => (index === n % lines.length ? [line, line] : [line])),
  ),
  fc.tuple(at, strange).map(
    ([n, value]): Change =>
      (lines) =>
        lines.map((line, index) => (index === n % lines.length ? line.replace(/:(\s.*)?$/, `: ${value}`) : line)),
  ),
  fc.tuple(at, strange).map(
    ([n, value]): Change =>
      (lines) =>
        lines.map((line, index) => (index === n % lines.length ? line.replace(/[\w.-]+/, value) : line)),
  ),
  fc.tuple(at, fc.string()).map(
    ([n, text]): Change =>
      (lines) =>
        lines.map((line, index) =>
          index === n % lines.length ? `${line.slice(0, n % (line.length + 1))}${text}` : line,
        ),
  ),
  fc.tuple(at, fc.integer({ min: -4, max: 8 })).map(
    ([n, indent]): Change =>
      (lines) =>
        lines.map((line, index) =>
          index === n % lines.length ? `${' '.repeat(Math.max(0, indent))}${line.trimStart()}` : line,
        ),
  ),
);

const brokenFleet = fc
  .tuple(fc.constantFrom(...originals), fc.array(change, { minLength: 1, maxLength: 5 }))
  .map(([text, changes]) => changes.reduce((lines, apply) => apply(lines), text.split('\n')).join('\n'));

const noFiles = (path: string): never => {
  throw new Error(`ENOENT: ${path}`);
};

/** Loads and plans; what is thrown fails the property. */
function outcome(text: string): void {
  const { fleet, findings } = loadFleet(text, relatedFiles(noFiles));
  expect(fleet === undefined).toBe(hasErrors(findings));
  for (const { message, path, source } of findings) {
    expect(message).toMatch(/, got .*, expected .*; ./s);
    expect(path).not.toBe('');
    expect(source).not.toBe('');
  }
  if (fleet !== undefined) {
    const planned = makePlan(fleet, loadPins(undefined, fleet.regions).pins);
    expect(planned.plan === undefined).toBe(hasErrors(planned.findings));
    if (planned.plan !== undefined) {
      expect(JSON.stringify(planned.plan)).not.toContain('null');
    }
  }
}

describe('no fleet file, however broken,', () => {
  test('crashes the loader or the plan', () => {
    fc.assert(fc.property(brokenFleet, outcome), tries(300, 20_000));
  });

  test('crashes them with text of any kind', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), outcome), tries(200, 5000));
  });

  test('crashes the lock file', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), brokenFleet), (text) => {
        expect(() => loadPins(text, ['us-east-1'])).not.toThrow();
      }),
      tries(200, 5000),
    );
  });
});
