import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

const upwards = (folder: string): string => (existsSync(join(folder, 'cdk.json')) ? folder : upwards(dirname(folder)));

/** This file runs from the sources in tests and from dist/ in commands. */
export const projectRoot = upwards(__dirname);
