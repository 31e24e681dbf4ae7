import { existsSync } from 'node:fs';

export const folderExists = (path: string): boolean => existsSync(path);
