// Reads the pinned release of vLLM and writes what it says about itself, about every known model and about the arguments that
// the fleet would start each with: npm run verify:engine
// It needs no GPU, but Python 3.11 or later, a C compiler with nm, and about 10 GiB in .venv-engine/ for vLLM and PyTorch.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const folder = join(root, '.venv-engine');
const python = join(folder, 'bin/python');
const table = join(root, 'lib/engine/data/release.json');
const knownModels = join(root, 'lib/catalogue/data/known-models.json');
const modelsTable = join(root, 'test/architecture/vllm-models.json');
const commandsTable = join(root, 'test/engine/vllm-commands.json');
const plannedCommands = join(root, 'dist/scripts/planned-commands.js');
const scripts = join(root, 'scripts/python/engine');
/** What stands for NVIDIA's driver. */
const driver = join(folder, 'driver');

/** Its one place is lib/engine/vllm.ts. */
function pinnedRelease() {
  const [, release] = /const release = '([\d.]+)'/.exec(readFileSync(join(root, 'lib/engine/vllm.ts'), 'utf8')) ?? [];
  if (release === undefined) {
    fail('lib/engine/vllm.ts: names no release, expected a line const release = ...');
  }
  return release;
}

/** One line instead of a stack trace: nothing is wrong with the script. */
function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function run(command, ...args) {
  const environment = {
    ...process.env,
    CUDA_VISIBLE_DEVICES: '',
    VLLM_NO_USAGE_STATS: '1',
    HF_HUB_OFFLINE: '1',
    LD_LIBRARY_PATH: driver,
  };
  const { status } = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env: environment });
  if (status !== 0) {
    fail(
      `verify:engine: cannot go on, got exit status ${status} of ${command} ${args.slice(0, 3).join(' ')}; see above`,
    );
  }
}

const installed = () =>
  existsSync(python) &&
  spawnSync(python, ['-c', `import importlib.metadata as m; assert m.version("vllm") == "${release}"`]).status === 0;

const release = pinnedRelease();
if (!installed()) {
  const pip = ['-m', 'pip', '--disable-pip-version-check', 'install', '--quiet', '--only-binary', ':all:'];
  run('python3', '-m', 'venv', folder);
  run(python, ...pip, '--no-deps', `vllm==${release}`);
  run(python, join(scripts, 'write_requirements.py'), join(folder, 'requirements.txt'));
  run(python, ...pip, '--requirement', join(folder, 'requirements.txt'));
}
run(python, join(scripts, 'read_release.py'), release, table);
mkdirSync(driver, { recursive: true });
run(python, join(scripts, 'driver_stub.py'), driver);
run(python, join(scripts, 'read_models.py'), release, knownModels, modelsTable);
run(python, join(scripts, 'check_commands.py'), release, planned(), commandsTable);
process.stdout.write(
  `${table}, ${modelsTable} and ${commandsTable}: written from vLLM ${release}; see git diff, then npm test\n`,
);

/** A file with the arguments that this project plans. */
function planned() {
  const file = join(folder, 'commands.json');
  const { status, stdout } = spawnSync(process.execPath, [plannedCommands], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (status !== 0) {
    fail(`verify:engine: cannot go on without ${plannedCommands}: npm run build makes it`);
  }
  writeFileSync(file, stdout);
  return file;
}
