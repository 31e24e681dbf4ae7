import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Runs a generator of load to its end: a program of this folder that reads its plan and writes its report as JSON. */
export function runGenerator<Plan, Report>(name: string, plan: Plan): Promise<Report> {
  const child = spawn(process.execPath, [join(__dirname, `${name}.js`), JSON.stringify(plan)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  return new Promise((settle, fail) => {
    child.once('error', fail);
    child.once('close', (status) =>
      status === 0 ? settle(JSON.parse(text) as Report) : fail(new Error(`${name}: ended with ${status}`)),
    );
  });
}
