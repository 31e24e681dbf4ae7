// The fleet's own CDK app without what ministack cannot hold, as local deployments leave it out: CDK_APP="node …/stripped-app.mjs".
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const dist = join(import.meta.dirname, '../../dist');
const require = createRequire(import.meta.url);
const { rowsOf } = require(join(dist, 'local/strip/strip-list.js'));
const { stripTemplate } = require(join(dist, 'local/strip/strip-template.js'));
const { synthesizedStacks } = require(join(dist, 'local/strip/synthesized-stacks.js'));
const { zoneNames } = require(join(dist, 'local/strip/zone-names.js'));

execFileSync(process.execPath, [join(dist, 'bin/app.js')], { stdio: 'inherit' });
const folder = process.env.CDK_OUTDIR;
for (const { region, templateFile, template } of synthesizedStacks(folder)) {
  const stripped = stripTemplate(template, rowsOf('ministack')).template;
  writeFileSync(join(folder, templateFile), JSON.stringify(zoneNames(stripped, region)));
}
