// Builds an unmodified OCI registry for the emulator tests into .venv-go/, where there is Go: node scripts/emulator-registry.mjs
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const version = 'v0.22.1';
const folder = join(import.meta.dirname, '..', '.venv-go', version);

if (!existsSync(join(folder, 'registry'))) {
  const registry = `github.com/google/go-containerregistry/cmd/registry@${version}`;
  const { status, error } = spawnSync('go', ['install', registry], {
    env: { ...process.env, GOBIN: folder },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) {
    console.error(
      `registry: not built, got ${error?.message ?? `exit status ${status}`}; the image push is skipped, expected Go 1.24 or later`,
    );
  }
}
