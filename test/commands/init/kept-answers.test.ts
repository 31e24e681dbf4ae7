import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { forgetAnswers, keepAnswers, keptAnswers, keptPath } from '../../../lib/commands/init/kept-answers';

let out = '';

beforeEach(() => {
  out = join(mkdtempSync(join(tmpdir(), 'polyregion-kept-')), 'fleet.yaml');
});

afterEach(() => rmSync(join(out, '..'), { recursive: true, force: true }));

test('answers are there again until they are forgotten', () => {
  keepAnswers(out, { shape: 'batch-inference' });
  expect(keptAnswers(out)).toEqual({ shape: 'batch-inference' });

  forgetAnswers(out);
  expect(keptAnswers(out)).toBeUndefined();
});

test.each(['not JSON', '[1]', '{"shape":3}'])('a file that holds %s is no answer', (text) => {
  writeFileSync(keptPath(out), text);

  expect(keptAnswers(out)).toBeUndefined();
});
