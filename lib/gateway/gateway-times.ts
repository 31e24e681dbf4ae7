/** How soon a gateway sees that an instance is gone. The agent answers within a millisecond, so a second without an answer is a failure. */
export const readinessChecks = { intervalSeconds: 1, timeoutSeconds: 1, failures: 2 } as const;

/** Until a connection that does not open is given up, seconds: within a region, to another region, to a provider. Assumed. */
export const connectSeconds = { own: 0.25, region: 1, provider: 2 } as const;
