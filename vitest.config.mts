import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [
      'test/agent/*.test.ts',
      'test/privacy/agent.test.ts',
      'test/aws/**',
      'test/browser/**',
      'test/emulators/**',
      'test/local/**',
    ],
    // One gate runs CDK's template validation (npm run synth:gate); unit tests skip its seconds.
    env: { CDK_VALIDATION: 'false', NO_COLOR: '1', AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    // Half of the time goes into processes that the tests start, so a core each would idle.
    maxWorkers: '100%',
    testTimeout: 30_000,
  },
});
