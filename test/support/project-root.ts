import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const projectRoot = join(__dirname, '../..');

/** A file of the project. */
export const readText = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');
