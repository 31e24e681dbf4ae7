import { describe, expect, test } from 'vitest';
import { load } from '../../support/fleets';
import { readText } from '../../support/project-root';

const example = readText('fleets/bring-your-own.yaml');
const privateSubnets = 'privateSubnets: { use2-az1: subnet-0123456789abcdef1, use2-az2: subnet-0123456789abcdef2 }';

/** What is said about the existing network after one edit. */
function said(from: string, to: string): string[] {
  expect(example.split(from)).toHaveLength(2);
  return load(example.replace(from, to))
    .findings.filter(({ level, path }) => level === 'error' && path.startsWith('network'))
    .map(({ path, message }) => `${path} ${message}`);
}

describe('an existing network', () => {
  test('of the example has nothing wrong', () => {
    expect(load(example).findings.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test.each([
    [
      'a region that the fleet has not',
      '    us-east-2:\n',
      '    us-east-1:\n',
      'network.existing.us-east-1 is no region of the fleet, got "us-east-1", expected one of us-east-2',
    ],
    [
      'a range beside it',
      'network:\n',
      'network:\n  vpcCidrs: { us-east-2: 10.1.0.0/16 }\n',
      'network.vpcCidrs.us-east-2 has no effect: the network of the region exists already',
    ],
    [
      'a zone of another region',
      'privateSubnets: { use2-az1: ',
      'privateSubnets: { usw2-az1: ',
      'network.existing.us-east-2.privateSubnets.usw2-az1 is no zone of us-east-2, got "usw2-az1"',
    ],
    [
      'the same subnet in two zones',
      'use2-az2: subnet-0123456789abcdef2 ',
      'use2-az2: subnet-0123456789abcdef1 ',
      'network.existing.us-east-2.privateSubnets.use2-az2 is the subnet of privateSubnets.use2-az1, too',
    ],
    [
      'one tag for a private and a public subnet of a zone',
      'use2-az1: subnet-0123456789abcdef1,',
      'use2-az1: tag:Tier=public,',
      'network.existing.us-east-2.publicSubnets.use2-az1 is the subnet of privateSubnets.use2-az1, too',
    ],
    [
      'a private subnet in one zone',
      privateSubnets,
      'privateSubnets: { use2-az1: subnet-0123456789abcdef1 }',
      'network.existing.us-east-2.privateSubnets are in fewer zones than a load balancer needs, got "use2-az1"',
    ],
    [
      'a zone without a public subnet',
      'use2-az2: tag:Tier=public }',
      '}',
      'network.existing.us-east-2.publicSubnets are missing in use2-az2: a load balancer sends nothing to instances of a zone in which it does not stand',
    ],
    [
      'a public subnet that no load balancer uses',
      'access: { jwtIssuer: https://login.example.com }',
      'access: { private: { clientCidrs: [10.64.0.0/12] } }',
      'network.existing.us-east-2.publicSubnets have no effect',
    ],
    [
      'an id of another kind',
      'vpc: vpc-0123456789abcdef0',
      'vpc: subnet-0123456789abcdef0',
      'network.existing.us-east-2.vpc has the wrong form, got "subnet-0123456789abcdef0", expected an id such as vpc-0123456789abcdef0',
    ],
  ])('is refused with %s', (_, from, to, expected) => {
    expect(said(from, to).join('\n')).toContain(expected);
  });

  test('whose zones do not offer the types of a model is refused with the zones that do', () => {
    expect(said('privateSubnets: { use2-az1: ', 'privateSubnets: { use2-az9: ').join('\n')).toContain(
      'network.existing.us-east-2.privateSubnets are in only one zone that offers every type of llama-8b, got "use2-az9, use2-az2", expected subnets in 2 of ',
    );
  });

  test('of private clients needs no range in the fleet file', () => {
    expect(
      said(
        'access: { jwtIssuer: https://login.example.com }\n',
        'access: { private: { clientCidrs: [10.64.0.0/12] } }\n',
      ).filter((line) => line.startsWith('network.vpcCidrs')),
    ).toEqual([]);
  });
});
