import { ACMClient, RequestCertificateCommand } from '@aws-sdk/client-acm';
import type { ServerProcess } from '../emulators/server-process';
import type { SynthesizedStack } from '../strip/synthesized-stacks';
import { emulatedAws } from './emulated-aws';

/**
 * Creates every certificate of the templates through the emulator's API, because its CloudFormation creates none and its
 * listeners require one. Returns their ARNs by stack and logical id.
 */
export async function requestCertificates(
  server: ServerProcess,
  account: string,
  stacks: readonly SynthesizedStack[],
): Promise<ReadonlyMap<string, string>> {
  const arns = new Map<string, string>();
  for (const { name, region, template } of stacks) {
    const certificates = Object.entries(template.Resources).filter(
      ([, { Type }]) => Type === 'AWS::CertificateManager::Certificate',
    );
    const client = new ACMClient(emulatedAws(server, region, account));
    for (const [logicalId, { Properties = {} }] of certificates) {
      const { DomainName, SubjectAlternativeNames, ValidationMethod } = Properties as {
        DomainName: string;
        SubjectAlternativeNames?: string[];
        ValidationMethod: 'DNS';
      };
      const { CertificateArn } = await client.send(
        new RequestCertificateCommand({ DomainName, SubjectAlternativeNames, ValidationMethod }),
      );
      arns.set(`${name}/${logicalId}`, CertificateArn ?? '');
    }
    client.destroy();
  }
  return arns;
}
