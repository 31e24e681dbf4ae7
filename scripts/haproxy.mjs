// Gets HAProxy for the tests of the serving port: node scripts/haproxy.mjs
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const folder = join(root, '.haproxy');
const program = join(folder, 'haproxy');
/** What instances run: docs/artifacts.md. */
const release = '2.6';

/** Debian 12, amd64. Its package manager checks their signatures; these are the bytes that were tested. Where Debian offers newer ones alone, it gives these lines anew. */
const packages = [
  ['haproxy', '2.6.12-1+deb12u4', '97ca097d12b43fc5cb1b17aa5e84957735ef312a2e02cf8a99512fa1abe8a955'],
  ['liblua5.3-0', '5.3.6-2', '576ad8ef2e9f6ad21f29f0c90dac17448deefee8f3912877c2a0911b77e5d3ca'],
  ['libopentracing-c-wrapper0', '1.1.3-3+b1', '68013bf6296a776923622c871bed26bc7b6bfe5f84b0fa2707a06382d1db2692'],
  ['libopentracing1', '1.6.0-4', 'af62b62a99979253a79e3443f7dabe13f1f33bc2fc024f99039e3868a67f26f4'],
];
const stamp = createHash('sha256').update(JSON.stringify(packages)).digest('hex');
const stampFile = join(folder, 'packages.sha256');

const run = (command, args, cwd = root) => spawnSync(command, args, { cwd, encoding: 'utf8' });

/** Whether this HAProxy reads the project's configuration: the release or a later one, with Lua. */
function serves(command) {
  const { status, stdout = '' } = run(command, ['-vv']);
  const version = /^HAProxy version (\d+)\.(\d+)/m.exec(stdout);
  const wanted = release.split('.').map(Number);
  const isNewEnough = version !== null && (Number(version[1]) - wanted[0]) * 1000 + Number(version[2]) - wanted[1] >= 0;
  return status === 0 && isNewEnough && stdout.includes('+LUA');
}

function fail(message) {
  rmSync(folder, { recursive: true, force: true });
  process.stderr.write(`haproxy: ${message}\n`);
  process.exit(1);
}

const wrap = (script) => {
  writeFileSync(program, `#!/bin/sh\n${script}\n`);
  chmodSync(program, 0o755);
};

const download = (names, into) => run('apt-get', ['download', '--quiet', ...names], into);

const digestOf = (path) => createHash('sha256').update(readFileSync(path)).digest('hex');

/** Debian removes a version from its archive once it has a newer one. The newer one has Debian's signature, too, but was not tested here. */
function downloaded(draft) {
  const pinned = packages.map(([name, version]) => `${name}=${version}`);
  if (download(pinned, draft).status === 0) {
    for (const file of readdirSync(draft)) {
      const [, , digest] = packages.find(([name]) => file.startsWith(`${name}_`)) ?? [];
      const got = digestOf(join(draft, file));
      if (got !== digest) {
        fail(`${file} is not what is pinned, got ${got}, expected ${digest}; correct scripts/haproxy.mjs`);
      }
    }
    return;
  }
  const { status, stderr, error } = download(
    packages.map(([name]) => name),
    draft,
  );
  if (status !== 0) {
    fail(
      `is missing, got ${error?.message ?? stderr.trim()}, expected HAProxy ${release} or later with Lua on the PATH, or a Debian 12 that offers ${pinned.join(', ')}; run apt-get update, or install it (apt-get, dnf or brew install haproxy)`,
    );
  }
  const rows = readdirSync(draft).map((file) => {
    const [name, version] = file.split('_');
    return `  ['${name}', '${decodeURIComponent(version)}', '${digestOf(join(draft, file))}'],`;
  });
  process.stderr.write(
    `haproxy: Debian no longer offers ${pinned.join(', ')}; the tests run with what it offers instead. Put these lines into scripts/haproxy.mjs:\n${rows.join('\n')}\n`,
  );
}

function fromDebian() {
  const draft = join(folder, 'draft');
  mkdirSync(draft);
  downloaded(draft);
  for (const file of readdirSync(draft)) {
    run('dpkg-deb', ['--extract', join(draft, file), folder]);
  }
  rmSync(draft, { recursive: true });
  const libraries = readdirSync(join(folder, 'usr/lib')).map((name) => join(folder, 'usr/lib', name));
  wrap(`LD_LIBRARY_PATH="${libraries.join(':')}" exec "${join(folder, 'usr/sbin/haproxy')}" "$@"`);
  if (!serves(program)) {
    fail(`does not start, got: ${run(program, ['-vv']).stderr.trim()}; install HAProxy ${release} or later with Lua`);
  }
}

if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  if (serves('haproxy')) {
    wrap('exec haproxy "$@"');
  } else {
    fromDebian();
  }
  writeFileSync(`${stampFile}.draft`, stamp);
  renameSync(`${stampFile}.draft`, stampFile);
}
