import { defineConfig } from 'vitest/config';

/** What is built, on the Node that runs this: npm run test:nodes, on each Node that users may have. */
export default defineConfig({
  test: {
    include: ['test/nodes/**/*.test.ts', 'test/lambda/*/bundle.test.ts'],
    env: { CDK_VALIDATION: 'false', NO_COLOR: '1', AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    testTimeout: 120_000,
    isolate: false,
    maxWorkers: 1,
  },
});
