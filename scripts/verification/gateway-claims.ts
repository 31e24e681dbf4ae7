import type { Claim } from './claim';

/** What gateways do with a request, and what the loss of capacity does to a fleet with and without them. */
export const gatewayClaims: readonly Claim[] = [
  {
    what: 'A gateway sends a request where there is room, and asks again only before the first token ([gateway.md](gateway.md))',
    shown: [
      {
        kinds: ['simulated'],
        command: 'npm run test:gateway -- test/gateway/envoy',
        how: 'Envoy itself with the rendered configuration before HAProxy and test engines, two regions on loopback: engines that are full, hang, die or are slow, siblings and providers that refuse, clients that leave, new configurations under open streams, hostile requests, forged tokens and peers',
      },
      {
        kinds: ['unit-tested'],
        command: 'npm test -- test/gateway',
        how: 'the choice of a tier, and the whole configuration of an example beside a reviewed copy',
      },
    ],
    onlyOnARealAccount:
      'gateways on instances, which cannot be deployed yet; connected networks; Amazon Bedrock and other providers',
  },
  {
    what: 'What users notice of the loss of instances, a zone or a region ([drill.md](drill.md))',
    shown: [
      {
        kinds: ['simulated'],
        command: 'npm test -- test/rehearsal/drill test/rehearsal/faults',
        how: 'two of three p5 lost at the peak, with DNS alone and with gateways; nine invariants, each of which a broken design is seen to break',
      },
      {
        kinds: ['simulated'],
        command: 'npm run simulate:faults -- --seeds 500',
        how: 'fleets of this project under overlapping faults from seeds; a broken invariant is shrunk to the smallest schedule',
      },
    ],
    onlyOnARealAccount: 'whether AWS has an instance, and how its control plane fails',
  },
];
