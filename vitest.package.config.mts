import { defineConfig } from 'vitest/config';

/** The packed package, installed in an empty folder: npm run test:package. */
export default defineConfig({
  test: {
    include: ['test/package/**/*.test.ts'],
    testTimeout: 240_000,
    hookTimeout: 600_000,
  },
});
