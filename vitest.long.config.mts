import { defineConfig } from 'vitest/config';

/** What the gate runs in a short form, at full length and with new seeds, and the walk through the first deployment: npm run test:long. */
export default defineConfig({
  test: {
    include: [
      'test/fleet/trace.test.ts',
      'test/fleet/never-crashes.test.ts',
      'test/plan/any-fleet.test.ts',
      'test/rules/pairs/examples.test.ts',
      'test/walk/first-deployment.test.ts',
    ],
    env: { TEST_LENGTH: 'long', NO_COLOR: '1', CDK_VALIDATION: 'false' },
    testTimeout: 1_800_000,
    hookTimeout: 180_000,
    maxWorkers: '100%',
  },
});
