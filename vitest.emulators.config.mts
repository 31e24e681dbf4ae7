import { defineConfig } from 'vitest/config';

/** The real commands against emulators that others wrote, on loopback: npm run test:emulators. */
export default defineConfig({
  test: {
    include: ['test/emulators/**/*.test.ts'],
    env: { NO_COLOR: '1', AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    // Ends what hangs; nothing is promised about time.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    fileParallelism: false,
  },
});
