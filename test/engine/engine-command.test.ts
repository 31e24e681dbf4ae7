import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fillCommand } from '../../agent/io/fill-command';
import { containerCommand } from '../../lib/engine/engine-command';

const image = `registry/assistant/engine@sha256:${'1'.repeat(64)}`;
let folder: string;

/** Programs of the instance that write down how they were called; docker has an image or not. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pull-'));
  const program = (name: string, then: string): void =>
    writeFileSync(join(folder, name), `#!/bin/sh\necho "${name} $*" >> "${folder}/calls"\n${then}\n`, { mode: 0o755 });
  program('docker', `if [ "$1" = image ]; then test -e "${folder}/present"; fi`);
  program('aws', 'if test -e "$0.down"; then exit 1; fi; echo a-token');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function pull(): { status: number | null; calls: string[] } {
  const [program = '', ...args] = fillCommand(containerCommand.pull, {
    region: 'us-east-1',
    registry: 'registry',
    image,
  });
  const { status } = spawnSync(program, args, { env: { PATH: `${folder}:${process.env.PATH}` } });
  const calls = existsSync(join(folder, 'calls')) ? readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n') : [];
  return { status, calls };
}

const inspected = `docker image inspect ${image}`;

test('an image that is present under its digest is used without asking a registry', () => {
  writeFileSync(join(folder, 'present'), '');
  writeFileSync(join(folder, 'aws.down'), '');

  expect(pull()).toEqual({ status: 0, calls: [inspected] });
});

test('an image that is not there is pulled', () => {
  const { status, calls } = pull();

  expect(status).toBe(0);
  expect(calls[0]).toBe(inspected);
  expect(calls).toContain('aws ecr get-login-password --region us-east-1');
  expect(calls.at(-1)).toBe(`docker pull --quiet ${image}`);
});
