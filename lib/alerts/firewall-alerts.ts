import { declaredLengthPattern } from '../contract/declared-length-pattern';
import { firewallName, firewallRules, stackNames } from '../contract/names';
import { assumed } from '../figures/figure';
import type { Plan, RegionPlan } from '../plan/plan';
import type { Alert } from './alert';
import type { AwsCommand } from './command';
import { regionAlert } from './region-alert';
import { minutes } from './windows';

/** Alerts about requests that never reach an engine. */
export const firewallAlerts = (plan: Plan): Alert[] => [refusedRequests(plan)];

const refusedPerMinute = assumed(
  60,
  'requests',
  'one request a second: a stray scanner sends less, a faulty client sends more',
);

function refusedRequests(plan: Plan): Alert {
  const id = 'refused-requests';
  const name = firewallName(plan.fleet.name);
  return regionAlert(plan, {
    id,
    severity: 'warning',
    component: 'firewall',
    title: 'Refused requests',
    metric: { namespace: 'AWS/WAFV2', name: 'BlockedRequests', statistic: 'Sum', unit: 'requests per minute' },
    comparison: 'at-or-above',
    window: minutes(5),
    meaning:
      'The firewall of the region refuses requests: too many from one address (429), request bodies longer than the longest planned prompt (413), or requests without a plain number as their Content-Length (413).',
    impact:
      'Either the firewall keeps an attacker out, or one of our clients gets errors. All other requests are served as before.',
    watch: (region) => ({
      dimensions: { WebACL: name, Rule: 'ALL', Region: region },
      threshold: refusedPerMinute,
      diagnosis: [
        {
          say: 'See which addresses the firewall refuses now.',
          command: refusedAddresses(name, region),
          expect: [
            `Addresses with /32 or /128: each of them sent more than ${limits(plan, region).requestsPerClient.value} requests in five minutes.`,
            'No address: no client sends too many requests at this moment. The firewall probably refuses bodies that are too long, or requests whose Content-Length is missing or not a number (chunked bodies, for example). Step 2 shows the limit.',
          ],
        },
        {
          say: 'See the limits that are deployed.',
          command: deployedRules(name, region),
          expect: [
            `A limit of ${limits(plan, region).requestsPerClient.value} requests from one address in five minutes, and the pattern \`${declaredLengthPattern(limits(plan, region).bodyLimitBytes.value)}\`: the limits of the plan are deployed. The pattern admits bodies of up to ${limits(plan, region).bodyLimitBytes.value} bytes.`,
            ...bodiesWithImages(limits(plan, region)),
            'Other numbers: the last change of the fleet file is not deployed in this region. Deploy it.',
          ],
        },
      ],
      mitigation: [
        {
          say: 'If the address belongs to one of our clients, raise access.requestsPer5MinutesPerClient in fleet.yaml. If a client of ours sends prompts that are longer than planned, raise maxInputTokens. If it sends no Content-Length or no plain number, raising a limit does not help: its owner must send the length. Have the change reviewed, then deploy this one stack.',
          command: { project: `npx cdk deploy --exclusively ${stackNames.serving(plan.fleet.name, region)}` },
          expect: 'UPDATE_COMPLETE. The alarm clears within ten minutes.',
          notWhen:
            'the sender is unknown, because the firewall then works as intended, and the alarm clears when the sender stops; or when the requests of our client have no plain Content-Length.',
          undo: {
            when: 'when the traffic of the client is back to its old level',
            say: 'put the old value of access.requestsPer5MinutesPerClient or maxInputTokens back into the fleet file, and deploy the stack again.',
          },
        },
      ],
    }),
  });
}

const limits = ({ regions }: Plan, region: string): RegionPlan['edge'] =>
  (regions.find((one) => one.region === region) as RegionPlan).edge;

const bodiesWithImages = ({ images }: RegionPlan['edge']): string[] =>
  images === undefined
    ? []
    : [
        `A second pattern, \`${declaredLengthPattern(images.bodyLimitBytes.value)}\`, for the names of ${images.workloads.join(' and ')}: it admits bodies with images of up to ${images.bodyLimitBytes.value} bytes.`,
      ];

function refusedAddresses(name: string, region: string): AwsCommand {
  return {
    service: 'wafv2',
    operation: 'get-rate-based-statement-managed-keys',
    region,
    options: {
      scope: 'REGIONAL',
      'web-acl-name': name,
      'web-acl-id': { as: 'word', outputOf: webAclId(name, region) },
      'rule-name': firewallRules.requestsOfOneAddress,
    },
    query: '[ManagedKeysIPV4.Addresses,ManagedKeysIPV6.Addresses][]',
    output: 'text',
  };
}

const deployedRules = (name: string, region: string): AwsCommand => ({
  service: 'wafv2',
  operation: 'get-web-acl',
  region,
  options: { scope: 'REGIONAL', name, id: { as: 'word', outputOf: webAclId(name, region) } },
  query: 'WebACL.Rules[].Statement',
  output: 'json',
});

const webAclId = (name: string, region: string): AwsCommand => ({
  service: 'wafv2',
  operation: 'list-web-acls',
  region,
  options: { scope: 'REGIONAL' },
  query: `WebACLs[?Name=='${name}'].Id`,
  output: 'text',
});
