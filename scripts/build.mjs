// Builds dist/: every source by itself, then app and command line as one file each, and one self-contained bundle for each lambda and for the agent.
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
const finished = join(root, 'dist');
/** The build goes to a folder beside dist/ and is swapped in, because other programs may be running from dist/. */
const dist = `${finished}.${process.pid}`;
const filesUnder = (folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));

const sources = ['bin', 'lib', 'lambda', 'agent', 'programs', 'simulators', 'local', 'scripts', 'bench'].flatMap(
  filesUnder,
);
const stampName = 'sources.sha256';
const stamp = sources
  .concat(['package.json', 'package-lock.json'].filter((file) => existsSync(join(root, file))))
  .sort()
  .reduce((hash, file) => hash.update(`${file}\n`).update(readFileSync(join(root, file))), createHash('sha256'))
  .digest('hex');
if (existsSync(join(finished, stampName)) && readFileSync(join(finished, stampName), 'utf8') === stamp) {
  process.exit();
}

await build({
  absWorkingDir: root,
  entryPoints: sources.filter((file) => file.endsWith('.ts')),
  outdir: dist,
  outbase: root,
  format: 'cjs',
  platform: 'node',
  target: 'node20.19',
  sourcemap: 'linked',
  logLevel: 'warning',
});
// The command line and the CDK app are one file each: they start faster, and the package needs nothing else of lib/.
// A command's imports are evaluated only when that command runs. The rules are a file of their own for scripts that load them.
await build({
  absWorkingDir: root,
  entryPoints: ['bin/polyregion.ts', 'bin/app.ts', 'lib/rules/all-rules.ts'],
  outdir: dist,
  outbase: root,
  allowOverwrite: true,
  bundle: true,
  packages: 'external',
  format: 'cjs',
  platform: 'node',
  target: 'node20.19',
  sourcemap: 'linked',
  logLevel: 'warning',
});
for (const file of ['package.json', ...sources.filter((name) => name.endsWith('.json'))]) {
  cpSync(join(root, file), join(dist, file));
}
chmodSync(join(dist, 'bin/polyregion.js'), 0o755);

const functions = readdirSync(join(root, 'lambda')).filter((name) =>
  existsSync(join(root, 'lambda', name, 'handler.ts')),
);
await build({
  absWorkingDir: root,
  entryPoints: [
    ...functions.map((name) => ({ in: `lambda/${name}/handler.ts`, out: `${name}/index` })),
    { in: 'agent/main.ts', out: 'agent/index' },
  ],
  outdir: join(dist, 'bundles'),
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node24',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'warning',
});

writeFileSync(join(dist, stampName), stamp);
const replaced = `${dist}.old`;
if (existsSync(finished)) {
  renameSync(finished, replaced);
}
renameSync(dist, finished);
rmSync(replaced, { recursive: true, force: true });
