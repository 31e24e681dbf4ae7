import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { configurationFiles } from '../../../lib/gateway/configuration-files';
import { files } from '../../../lib/gateway/names';
import { providerKeyText } from '../../../lib/gateway/provider-key';
import { wholeConfiguration } from '../../../lib/gateway/whole-configuration';
import { makeCertificates } from '../../../local/gateway/certificates';
import { envoyProgram } from '../../../local/gateway/envoy-process';
import { exampleConfigurations, examplePlace } from '../../support/gateway/example-configuration';

const folder = mkdtempSync(join(tmpdir(), 'validate-'));
afterAll(() => rmSync(folder, { recursive: true }));

const { authority, of } = makeCertificates(folder, { own: ['gateway.us-east-2'] });
writeFileSync(files(folder).providerKey('bought'), providerKeyText('bought', 'example'));
const place = {
  ...examplePlace,
  folder,
  publicAuthorities: authority,
  certificate: { ...of.own, authority },
};

test.each(['fleets/gateway.yaml', 'local/gateway/fleet.yaml'])('Envoy takes the configurations of %s', (fleetFile) => {
  const configurations = exampleConfigurations(fleetFile, place);
  expect(configurations.length).toBeGreaterThan(1);

  for (const [region, configuration] of configurations) {
    // Envoy reads none of them here, and insists that they exist.
    for (const [path, text] of Object.entries(configurationFiles(configuration, folder))) {
      writeFileSync(path, text);
    }
    const file = join(folder, `${region}.yaml`);
    writeFileSync(file, stringify(wholeConfiguration(configuration), { aliasDuplicateObjects: false }));
    const { status, stdout, stderr } = spawnSync(
      envoyProgram,
      ['--mode', 'validate', '--log-level', 'error', '-c', file],
      { encoding: 'utf8' },
    );

    expect({ status, said: stdout.trim() + stderr.trim() }).toEqual({
      status: 0,
      said: `configuration '${file}' OK`,
    });
  }
});
