import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Code } from 'aws-cdk-lib/aws-lambda';

/** The bundle of a lambda, made by `npm run build` before synth: synth itself never bundles. */
export function bundledCode(functionName: string): Code {
  const bundle = join(projectRoot(__dirname), 'dist', 'bundles', functionName);
  if (!existsSync(bundle)) {
    throw new Error(`lambda ${functionName}: not built, expected dist/bundles/${functionName}; run: npm run build`);
  }
  return Code.fromAsset(bundle);
}

/** This file runs from the sources in tests and from dist/ in the app. */
const projectRoot = (folder: string): string =>
  existsSync(join(folder, 'cdk.json')) ? folder : projectRoot(dirname(folder));
