import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../support/project-root';

const functions = readdirSync(join(projectRoot, 'lambda')).filter((name) =>
  existsSync(join(projectRoot, 'lambda', name, 'handler.ts')),
);

test.each(functions)('%s is searched for traces of what it is given', (name) => {
  expect(existsSync(join(projectRoot, 'test/privacy/lambda', `${name}.test.ts`))).toBe(true);
});
