import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { endEverything, Place } from './place';

afterEach(endEverything);

describe('what cannot begin begins nothing', () => {
  test('a fleet file that is not valid: every finding', async () => {
    const place = new Place();
    const file = join(place.home, 'fleet.yaml');
    writeFileSync(
      file,
      readFileSync('fleets/small-team.yaml', 'utf8')
        .replace('regions: [us-east-2]', 'regions: [us-nowhere-2]')
        .replace('owner: us@example.com\n', 'owner: nobody\n'),
    );

    const { status, stdout, stderr } = await place.deploy(['--fleet', file]).finished;

    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain(`${file}: not valid\n`);
    expect(stderr).toMatch(/^.*owner: /m);
    expect(stderr).toMatch(/us-nowhere-2/);
    expect(stderr).not.toContain('cdk synth');
    expect(existsSync(place.folder)).toBe(false);
  });

  test('a folder with files of the user, which it keeps', async () => {
    const place = new Place();
    mkdirSync(place.folder);
    writeFileSync(join(place.folder, 'letter.txt'), 'mine');

    const deployed = await place.deploy().finished;
    const destroyed = await place.destroy();

    expect(deployed.status).toBe(1);
    expect(deployed.stderr).toBe(
      `${place.folder}: holds files that deploy:local did not write, expected an empty folder or none; name another --folder\n`,
    );
    expect(destroyed.stdout).toBe('destroy:local: nothing is running\n');
    expect(readFileSync(join(place.folder, 'letter.txt'), 'utf8')).toBe('mine');
  });

  test('a port that is none', async () => {
    const { status, stderr } = await new Place().deploy(['--moto-port', '70000']).finished;

    expect(status).toBe(1);
    expect(stderr).toContain('expected a port, 1 to 65535, or 0 for any free one');
  });
});
