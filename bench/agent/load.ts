import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { LoadPlan, LoadReport } from './load-plan';

/** Runs the load generator to its end. */
export function generateLoad(plan: LoadPlan): Promise<LoadReport[]> {
  const child = spawn(process.execPath, [join(__dirname, 'load-generator.js'), JSON.stringify(plan)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  return new Promise((settle, fail) => {
    child.once('error', fail);
    child.once('close', (status) =>
      status === 0 ? settle(JSON.parse(text) as LoadReport[]) : fail(new Error(`load generator: ended with ${status}`)),
    );
  });
}
