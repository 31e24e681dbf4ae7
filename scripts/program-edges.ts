/**
 * Everything else in agent/, lambda/ and programs/ decides, and takes its clock, randomness, settings and AWS as
 * parameters, so that a simulator can run the same code. A name that ends in `/` is a folder.
 */
export const programEdges: readonly string[] = [
  'agent/io/',
  'agent/main.ts',
  'agent/run.ts',
  'lambda/*/aws/',
  'lambda/*/handler.ts',
  'lambda/shared/require-environment.ts',
  'programs/publish-metrics.ts',
];
