import { expect, test } from 'vitest';
import { companyEnvironment, companyNetworkScript } from '../../lib/constructs/company-network-script';

const proxy = { url: 'http://proxy.example.com:3128', noProxy: ['.corp.example.com'] };
const certificateAuthorities = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';

test('without proxy and authorities nothing is written', () => {
  expect(companyNetworkScript({}, 'us-east-2')).toEqual([]);
  expect(companyEnvironment({}, 'us-east-2')).toEqual({});
});

test('a proxy carries neither metadata nor objects, whose gateway endpoint is free', () => {
  expect(companyEnvironment({ proxy }, 'us-east-2')).toEqual({
    HTTPS_PROXY: 'http://proxy.example.com:3128',
    NO_PROXY:
      'localhost,127.0.0.1,169.254.169.254,s3.us-east-2.amazonaws.com,.s3.us-east-2.amazonaws.com,.corp.example.com',
  });
});

test('authorities are trusted before anything is fetched, by the command line, Node and the container runtime', () => {
  const script = companyNetworkScript({ proxy, certificateAuthorities }, 'us-east-2');
  const at = (line: string): number => script.findIndex((one) => one.includes(line));

  expect(at('-----BEGIN CERTIFICATE-----')).toBeLessThan(at('update-ca-trust'));
  expect(at('update-ca-trust')).toBeLessThan(at('systemctl try-restart docker.service amazon-ssm-agent.service'));
  expect(script).toContain('export AWS_CA_BUNDLE="/etc/pki/tls/certs/ca-bundle.crt"');
  expect(script).toContain('export NODE_EXTRA_CA_CERTS="/etc/pki/ca-trust/source/anchors/polyregion.pem"');
});
