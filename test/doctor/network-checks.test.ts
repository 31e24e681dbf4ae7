import { expect, test } from 'vitest';
import {
  type FoundNetwork,
  type FoundSubnet,
  type NetworkQuestion,
  networkChecks,
} from '../../lib/doctor/network-checks';

const id = (letter: string) => ({ status: 'resolved', id: `subnet-${letter}` }) as const;
const question: NetworkQuestion = {
  region: 'us-east-2',
  network: {
    vpcId: { status: 'resolved', id: 'vpc-a' },
    privateSubnets: { 'use2-az1': id('a'), 'use2-az2': id('b') },
    publicSubnets: { 'use2-az1': id('c'), 'use2-az2': { status: 'unresolved' } },
    serviceEndpoints: 'existing',
  },
  zoneIds: ['use2-az1', 'use2-az2'],
  need: { private: 4, public: 8, says: '' },
  mayLeadOut: false,
};
const subnet = (zoneId: string, freeAddresses: number, leadsOut = false): FoundSubnet => ({
  zoneId,
  freeAddresses,
  leadsOut,
});
const found: FoundNetwork = {
  subnets: new Map([
    ['subnet-a', subnet('use2-az1', 4)],
    ['subnet-b', subnet('use2-az3', 200)],
    ['subnet-c', subnet('use2-az1', 7, true)],
  ]),
  hasObjectGateway: false,
};
const said = (asked: NetworkQuestion, value: FoundNetwork | undefined): string[] =>
  networkChecks(asked, { value }).map(({ about, where, state, says }) => `${state} ${about} ${where}: ${says}`);

test('each subnet is in its zone and has addresses enough, and S3 has a gateway endpoint', () => {
  expect(said(question, found)).toEqual([
    'fine private subnet us-east-2 use2-az1: 4 addresses free, 4 needed',
    'missing private subnet us-east-2 use2-az2: subnet-b lies in use2-az3',
    'missing public subnet us-east-2 use2-az1: 7 addresses free, 8 needed: use a larger subnet',
    'missing public subnet us-east-2 use2-az2: its tag was not looked up yet',
    'missing gateway endpoint of S3 us-east-2: none: weights and images would pass a NAT gateway or proxy, or not arrive',
  ]);
});

test('a way out of the private subnets is one that the fleet file declares', () => {
  const open = { ...found, subnets: new Map([['subnet-a', subnet('use2-az1', 4, true)]]) };

  expect(said(question, open).filter((line) => line.includes('way out'))).toEqual([
    'missing way out us-east-2: the private subnets of use2-az1 have a route to every address: declare network.internet, or remove the route',
  ]);
  expect(said({ ...question, mayLeadOut: true }, open).filter((line) => line.includes('way out'))).toEqual([]);
});

test('a VPC that is not there is missing', () => {
  expect(said(question, undefined)).toEqual([
    'missing network us-east-2: no such VPC in this account: correct network.existing, or let its owner share it',
  ]);
});
