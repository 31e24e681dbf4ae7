import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/emulators/**'],
    // One gate runs CDK's template validation (npm run synth:gate); unit tests skip its seconds.
    env: { CDK_VALIDATION: 'false', NO_COLOR: '1', AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    testTimeout: 30_000,
  },
});
