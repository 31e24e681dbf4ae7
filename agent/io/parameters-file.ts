import { readFileSync } from 'node:fs';

export const parametersText = (path: string): string => readFileSync(path, 'utf8');
