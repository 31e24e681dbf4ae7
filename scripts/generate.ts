/** Writes every generated file: `npm run generate`. */
import './no-color';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFiles } from './generated-files';

async function generate(): Promise<void> {
  for (const [path, text] of await generatedFiles('.')) {
    writeFileSync(join('.', path), text);
    console.log(path);
  }
}

generate().catch((thrown: unknown) => {
  console.error(thrown);
  process.exitCode = 1;
});
