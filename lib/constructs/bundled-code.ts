import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Code } from 'aws-cdk-lib/aws-lambda';

/** The bundle of a Lambda function, made by the build before synth: synth itself never bundles. */
export function bundledCode(functionName: string): Code {
  const bundle = bundleAbove(__dirname, functionName);
  if (bundle === undefined) {
    throw new Error(`lambda ${functionName}: not built, expected dist/bundles/${functionName}; run: npm run build`);
  }
  return Code.fromAsset(bundle);
}

/** This file runs from the sources in tests and from dist/ in the app; both lie below the folder that holds dist/. */
function bundleAbove(folder: string, functionName: string): string | undefined {
  const bundle = join(folder, 'dist', 'bundles', functionName);
  if (existsSync(bundle)) {
    return bundle;
  }
  return dirname(folder) === folder ? undefined : bundleAbove(dirname(folder), functionName);
}
