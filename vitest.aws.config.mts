import { defineConfig } from 'vitest/config';

/** The default fleet in emulators that others wrote, deployed by the real CDK CLI: npm run test:aws. */
export default defineConfig({
  test: {
    include: ['test/aws/**/*.test.ts'],
    globalSetup: 'test/aws/deployed-fleet.ts',
    env: { CDK_VALIDATION: 'false', NO_COLOR: '1', AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    testTimeout: 120_000,
    hookTimeout: 180_000,
    teardownTimeout: 30_000,
    maxWorkers: '100%',
  },
});
