import { defineConfig } from 'vitest/config';

/** Envoy with rendered configurations, real guards and test engines around it, on loopback: npm run test:gateway. */
export default defineConfig({
  test: {
    include: ['test/gateway/envoy/*.test.ts'],
    env: { NO_COLOR: '1' },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Each file has an Envoy of its own, and waits most of the time.
    maxWorkers: 3,
  },
});
