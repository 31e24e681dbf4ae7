/** Writes every generated file: `npm run generate`. */
import './no-color';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFiles } from './generated-files';

for (const [path, text] of generatedFiles('.')) {
  writeFileSync(join('.', path), text);
  console.log(path);
}
