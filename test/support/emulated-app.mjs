// The fleet's own CDK app, for an emulator that cannot update a stack with the parameter and rule of the CDK's bootstrap:
// CDK_APP="node test/support/emulated-app.mjs". Nothing else of a template is touched.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

execFileSync(process.execPath, ['dist/bin/app.js'], { stdio: 'inherit' });
const folder = process.env.CDK_OUTDIR;
for (const name of readdirSync(folder).filter((file) => file.endsWith('.template.json'))) {
  const {
    Rules,
    Parameters: { BootstrapVersion, ...parameters } = {},
    ...template
  } = JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const rest = Object.keys(parameters).length === 0 ? {} : { Parameters: parameters };
  writeFileSync(join(folder, name), JSON.stringify({ ...template, ...rest }));
}
