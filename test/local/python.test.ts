import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { projectRoot } from '../../local/project-root';
import { endEverything, Place, type Run } from './place';

afterEach(endEverything);

const script = 'scripts/python-environment.mjs';

/** A project of its own, with the real script and requirements and no .venv. */
function project(place: Place): string {
  for (const file of [script, 'scripts/python/requirements.txt']) {
    const copy = join(place.folder, file);
    mkdirSync(dirname(copy), { recursive: true });
    cpSync(join(projectRoot, file), copy);
  }
  return place.folder;
}

const makeEnvironment = (place: Place, env: NodeJS.ProcessEnv): Promise<Run> =>
  place.start(process.execPath, [join(project(place), script)], env).finished;

/** A PATH with these programs alone. */
function pathWith(place: Place, programs: Readonly<Record<string, string>>): string {
  const folder = join(place.home, 'bin');
  mkdirSync(folder);
  symlinkSync('/bin/sh', join(folder, 'sh'));
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(join(folder, name), text, { mode: 0o755 });
  }
  return folder;
}

describe('the Python environment', () => {
  test.each([
    ['missing', {}, 'no python3 on the PATH'],
    ['too old', { python3: '#!/bin/sh\necho 3 9\n' }, 'python3 is 3.9'],
    [
      'of another time',
      { python3: '#!/bin/sh\necho 3 9\n', python: '#!/bin/sh\necho 2 7\n' },
      'python3 is 3.9, python is 2.7',
    ],
    ['broken', { python3: '#!/bin/sh\nexit 1\n' }, 'no python3 on the PATH'],
  ])('Python is %s: one message that says what is needed', async (_, programs, got) => {
    const place = new Place();

    const { status, stdout, stderr } = await makeEnvironment(place, { PATH: pathWith(place, programs) });

    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toBe(
      `python: is missing, got ${got}, expected Python 3.10 or later with venv; install it, or skip npm run deploy:local, test:aws, test:emulators and synth:gate\n`,
    );
    expect(existsSync(join(place.folder, '.venv'))).toBe(false);
  });

  test('packages cannot be downloaded: nothing half made stays', async () => {
    const place = new Place();

    const { status, stderr } = await makeEnvironment(place, {
      PIP_INDEX_URL: 'http://127.0.0.1:9/simple',
      PIP_RETRIES: '0',
      PIP_CONFIG_FILE: '/dev/null',
    });

    expect(status).toBe(1);
    expect(stderr).toMatch(
      /\n\.venv: cannot be made, got exit status 1 of .*\.venv\/bin\/python -m pip .*; see above\n$/,
    );
    expect(stderr).not.toMatch(/^ +at /m);
    expect(existsSync(join(place.folder, '.venv'))).toBe(false);
  });
});
