// Runs the tests that a change touches: node scripts/test-related.mjs [FILES]; without files, what differs from the main branch.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const git = (...args) => execFileSync('git', args, { encoding: 'utf8' }).split('\n').filter(Boolean);

/** The commit where this branch left the main branch; the last commit on the main branch itself. */
function branchedFrom() {
  try {
    return git('merge-base', 'HEAD', 'main')[0];
  } catch {
    return 'HEAD';
  }
}

const given = process.argv.slice(2);
const changed =
  given.length > 0
    ? given
    : [...git('diff', '--name-only', branchedFrom()), ...git('ls-files', '--others', '--exclude-standard')];
const files = changed.filter((file) => existsSync(file) && /\.(ts|json|mts|mjs)$/.test(file));
const tests = [
  ...files,
  // These tests start programs or read files that they do not import.
  ...(files.some((file) => !file.startsWith('test/')) ? ['test/bin/polyregion.test.ts'] : []),
  ...(changed.some((file) => /^fleets?[./]/.test(file))
    ? ['test/generated.test.ts', 'test/stacks/golden.test.ts']
    : []),
];
if (tests.length === 0) {
  console.log('no test is related to what changed; every test: npm test');
  process.exit();
}
const { status } = spawnSync('npx', ['vitest', 'related', '--run', '--passWithNoTests', ...tests], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
