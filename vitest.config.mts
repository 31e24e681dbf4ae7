import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const include = ['test/**/*.test.ts'];
const exclude = [
  'test/agent/*.test.ts',
  'test/privacy/agent.test.ts',
  'test/aws/**',
  'test/browser/**',
  'test/emulators/**',
  'test/gateway/envoy/*.test.ts',
  'test/local/*.test.ts',
  'test/package/**',
  'test/walk/first-deployment.test.ts',
];

/** Files that replace what others use too: modules, SDK clients, the environment, the clock. */
const replacing = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => join('test', name))
  .filter((file) => /\bvi\.|\bmockClient\(/.test(readFileSync(file, 'utf8')));

export default defineConfig({
  test: {
    // One gate runs CDK's template validation (npm run synth:gate); unit tests skip its seconds.
    env: { CDK_VALIDATION: 'false', NO_COLOR: '1', AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    // Half of the time goes into processes that the tests start, so a core each would idle.
    maxWorkers: '100%',
    // Ends what hangs; nothing is promised about time.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    projects: [
      // Loading the CDK takes longer than most files do with it: once for each worker, not for each file.
      {
        extends: true,
        test: { name: 'shared', include, exclude: [...exclude, ...replacing], isolate: false },
      },
      {
        extends: true,
        test: { name: 'alone', include: replacing, exclude, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
