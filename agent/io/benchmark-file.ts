import { readFileSync, rmSync } from 'node:fs';

/** So that a benchmark that ends early leaves no result of an earlier one. */
export const removeResult = (path: string): void => rmSync(path, { force: true });

/** What a benchmark has written. @throws Error where it wrote nothing, or no JSON */
export const savedResult = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
