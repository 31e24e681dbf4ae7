import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Certificate {
  readonly chain: string;
  readonly key: string;
}

const ellipticCurve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'];

/** An authority for this run, and certificates of it, each for its host names. Needs openssl. */
export function makeCertificates<Name extends string>(
  folder: string,
  hosts: Readonly<Record<Name, readonly string[]>>,
): { readonly authority: string; readonly of: Readonly<Record<Name, Certificate>> } {
  const run = (...args: string[]): void => {
    execFileSync('openssl', args, { stdio: 'ignore' });
  };
  const [authority, authorityKey] = [join(folder, 'authority.pem'), join(folder, 'authority.key')];
  run('req', '-x509', ...ellipticCurve, '-subj', '/CN=authority', '-keyout', authorityKey, '-out', authority);
  const of = Object.fromEntries(
    Object.entries<readonly string[]>(hosts).map(([name, dns]): [string, Certificate] => {
      const [chain, key, asked] = ['pem', 'key', 'csr'].map((end) => join(folder, `${name}.${end}`)) as [
        string,
        string,
        string,
      ];
      const names = join(folder, `${name}.names`);
      writeFileSync(names, `subjectAltName=${dns.map((host) => `DNS:${host}`).join(',')}\n`);
      run('req', ...ellipticCurve.slice(0, -2), '-subj', `/CN=${name}`, '-keyout', key, '-out', asked);
      run(
        ...['x509', '-req', '-in', asked, '-CA', authority, '-CAkey', authorityKey, '-CAcreateserial'],
        ...['-days', '1', '-extfile', names, '-out', chain],
      );
      return [name, { chain, key }];
    }),
  ) as Record<Name, Certificate>;
  return { authority, of };
}
