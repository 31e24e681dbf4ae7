import { defineConfig } from 'vitest/config';

/** The agent's bundle with real processes around it, on loopback: npm run test:agent. */
export default defineConfig({
  test: {
    include: ['test/agent/*.test.ts'],
    env: { NO_COLOR: '1', AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
