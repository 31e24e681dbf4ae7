import { defineConfig } from 'vitest/config';

/** Pages in a real browser: npm run test:browser. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    env: { NO_COLOR: '1' },
    // Ends what hangs; nothing is promised about time.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
