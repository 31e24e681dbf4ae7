import { defineConfig } from 'vitest/config';

/** The agent's bundle with real processes around it, on loopback: npm run test:agent. */
export default defineConfig({
  test: {
    include: ['test/agent/*.test.ts', 'test/privacy/agent.test.ts'],
    env: { NO_COLOR: '1', AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    testTimeout: 180_000,
    hookTimeout: 60_000,
    // Agents wait most of the time, so several go side by side.
    maxWorkers: 3,
    maxConcurrency: 3,
    // Time passes ten times faster here, so a pause of this machine can use up a limit of the agent; a fault of the agent fails every time.
    retry: 2,
  },
});
