import { defineConfig } from 'vitest/config';

/** The commands of the local deployment, as processes, in trouble: the second half of npm run test:aws. */
export default defineConfig({
  test: {
    include: ['test/local/*.test.ts'],
    env: { NO_COLOR: '1', AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    testTimeout: 180_000,
    hookTimeout: 180_000,
    maxWorkers: '100%',
  },
});
