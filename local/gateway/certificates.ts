import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Certificate {
  readonly chain: string;
  readonly key: string;
}

const ellipticCurve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'];

/** An authority for this run, and a certificate of it for every host name. Needs openssl. */
export function makeCertificates<Name extends string>(
  folder: string,
  hosts: readonly Name[],
): { readonly authority: string; readonly of: Readonly<Record<Name, Certificate>> } {
  const run = (...args: string[]): void => {
    execFileSync('openssl', args, { stdio: 'ignore' });
  };
  const [authority, authorityKey] = [join(folder, 'authority.pem'), join(folder, 'authority.key')];
  run('req', '-x509', ...ellipticCurve, '-subj', '/CN=authority', '-keyout', authorityKey, '-out', authority);
  const of = Object.fromEntries(
    hosts.map((host): [Name, Certificate] => {
      const [chain, key, asked] = ['pem', 'key', 'csr'].map((end) => join(folder, `${host}.${end}`)) as [
        string,
        string,
        string,
      ];
      const names = join(folder, `${host}.names`);
      writeFileSync(names, `subjectAltName=DNS:${host}\n`);
      run('req', ...ellipticCurve.slice(0, -2), '-subj', `/CN=${host.slice(0, 60)}`, '-keyout', key, '-out', asked);
      run(
        ...['x509', '-req', '-in', asked, '-CA', authority, '-CAkey', authorityKey, '-CAcreateserial'],
        ...['-days', '1', '-extfile', names, '-out', chain],
      );
      return [host, { chain, key }];
    }),
  ) as Record<Name, Certificate>;
  return { authority, of };
}
