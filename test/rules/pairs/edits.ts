import { parse, stringify } from 'yaml';
import type { Verdict } from '../../../lib/rules/pairs/effects';

type File = Record<string, unknown> & {
  name: string;
  owner: string;
  domain: string;
  runbookBaseUrl: string;
  regions: string[];
  jurisdictions: Record<string, string[]>;
  budgetsUsdPerMonth: Record<string, unknown>;
  access: Record<string, unknown>;
  models: (Record<string, unknown> & { name: string; instanceTypes?: string[] })[];
  workloads: (Record<string, unknown> & { name: string; model: string; maxOutputTokens: number })[];
};

/** One edit of a fleet file, and what a deployment of it does by AWS's documentation. */
export interface Edit {
  readonly what: string;
  /** Changes the file; false where the fleet has nothing of that kind. */
  readonly change: (file: File) => unknown;
  readonly expected: Verdict;
  /** A type that must be among the resources with the worst effect. */
  readonly on?: string;
  /** Whether the gate tries it; `npm run test:long` tries every edit. */
  readonly short?: true;
  /** Where AWS says so. */
  readonly source: string;
}

const reference = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference';
const groups = `${reference}/aws-attribute-updatepolicy.html`;
const names = `${reference}/aws-properties-name.html`;
const updates =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html';

const [first, second] = ['us-east-1', 'ca-central-1'];

export const edits: readonly Edit[] = [
  { what: 'nothing', change: () => true, expected: 'unchanged', source: updates },
  {
    what: 'another owner',
    change: (file) => {
      file.owner = 'others@example.com';
    },
    // The owner reads the alarms, and a subscription of another address is another subscription.
    expected: 'removes',
    on: 'AWS::SNS::Subscription',
    source: `${reference}/aws-resource-sns-subscription.html`,
  },
  {
    what: 'another place of the runbooks',
    change: (file) => {
      file.runbookBaseUrl = 'https://example.com/elsewhere';
    },
    expected: 'updates in place',
    on: 'AWS::CloudWatch::Alarm',
    source: `${reference}/aws-resource-cloudwatch-alarm.html`,
  },
  {
    what: 'a larger budget',
    change: (file) => {
      file.budgetsUsdPerMonth.evaluation = 300;
    },
    expected: 'updates in place',
    on: 'AWS::Budgets::Budget',
    source: `${reference}/aws-resource-budgets-budget.html`,
  },
  {
    what: 'another issuer of tokens',
    change: (file) => {
      if (file.access.jwtIssuer === undefined) {
        return false;
      }
      file.access = {
        ...file.access,
        jwtIssuer: 'https://login.example.org',
        jwksUrl: 'https://login.example.org/keys',
      };
      return true;
    },
    expected: 'updates in place',
    on: 'AWS::ElasticLoadBalancingV2::ListenerRule',
    source: `${reference}/aws-resource-elasticloadbalancingv2-listenerrule.html`,
  },
  {
    what: 'types in another order',
    change: ({ models: [model] }) => {
      if ((model?.instanceTypes ?? []).length < 2) {
        return false;
      }
      model?.instanceTypes?.reverse();
      return true;
    },
    expected: 'updates in place',
    on: 'AWS::AutoScaling::AutoScalingGroup',
    source: groups,
  },
  {
    what: 'a type less',
    short: true,
    change: ({ models: [model] }) =>
      (model?.instanceTypes ?? []).length > 1 && model?.instanceTypes?.pop() !== undefined,
    expected: 'updates in place',
    on: 'AWS::AutoScaling::AutoScalingGroup',
    source: groups,
  },
  {
    what: 'a longer answer',
    change: ({ workloads: [workload] }) => {
      if (workload === undefined || !(workload.maxOutputTokens > 1)) {
        return false;
      }
      workload.maxOutputTokens += 64;
      return true;
    },
    expected: 'updates in place',
    source: groups,
  },
  {
    what: 'larger groups',
    change: ({ models: [model] }) => {
      if (model === undefined || model.instancesPerRegion !== undefined || model.parallel !== undefined) {
        return false;
      }
      model.instancesPerRegion = { min: 5, max: 6 };
      return true;
    },
    expected: 'updates in place',
    on: 'AWS::AutoScaling::AutoScalingGroup',
    source: `${reference}/aws-resource-autoscaling-autoscalinggroup.html`,
  },
  {
    what: 'terminate first',
    change: ({ models: [model] }) => {
      if (model === undefined || model.pools !== undefined) {
        return false;
      }
      model.pools = { baseline: { replacement: 'terminate-first' } };
      return true;
    },
    expected: 'unchanged',
    source: groups,
  },
  {
    what: 'a spot pool',
    change: ({ models: [model] }) => {
      if (model === undefined || model.pools !== undefined) {
        return false;
      }
      model.pools = { overflow: { maxInstances: 2 } };
      return true;
    },
    expected: 'updates in place',
    source: updates,
  },
  {
    what: 'a model with its workload',
    short: true,
    change: ({ models, workloads }) => {
      const [model, workload] = [models[0], workloads[0]];
      if (model === undefined || workload === undefined) {
        return false;
      }
      models.push({ ...model, name: 'another' });
      workloads.push({ ...workload, name: 'more', model: 'another' });
      return true;
    },
    expected: 'updates in place',
    source: updates,
  },
  {
    what: 'another name of a model',
    short: true,
    change: (file) => {
      const old = file.models[0]?.name;
      if (file.models[0] !== undefined) {
        file.models[0].name = 'renamed';
      }
      for (const workload of file.workloads) {
        workload.model = workload.model === old ? 'renamed' : workload.model;
      }
    },
    expected: 'removes',
    on: 'AWS::AutoScaling::AutoScalingGroup',
    source: updates,
  },
  {
    what: 'another name of a workload',
    change: ({ workloads: [workload] }) => {
      if (workload !== undefined) {
        workload.name = 'talk';
      }
    },
    expected: 'removes',
    on: 'AWS::CertificateManager::Certificate',
    source: `${reference}/aws-resource-certificatemanager-certificate.html`,
  },
  {
    what: 'another domain',
    short: true,
    change: (file) => {
      file.domain = 'ai.example.net';
    },
    expected: 'replaces',
    on: 'AWS::CertificateManager::Certificate',
    source: `${reference}/aws-resource-certificatemanager-certificate.html`,
  },
  {
    what: 'endpoints that the internet does not reach',
    short: true,
    change: (file) => {
      if (file.access.private !== undefined) {
        return false;
      }
      file.access = { private: { clientCidrs: ['192.168.0.0/16'] } };
      file.network = {
        vpcCidrs: Object.fromEntries(file.regions.map((region, index) => [region, `10.${index}.0.0/16`])),
      };
      return true;
    },
    expected: 'refused',
    on: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    source: names,
  },
  {
    what: 'another address range',
    change: (file) => {
      file.network = {
        ...(file.network as object),
        vpcCidrs: Object.fromEntries(file.regions.map((region, index) => [region, `10.${100 + index}.0.0/16`])),
      };
    },
    expected: 'refused',
    on: 'AWS::EC2::VPC',
    source: 'https://docs.aws.amazon.com/vpc/latest/userguide/delete-vpc.html',
  },
  {
    what: 'another home region',
    short: true,
    change: (file) => {
      if (file.regions.length < 2 || file.homeRegion !== undefined) {
        return false;
      }
      file.regions.reverse();
      return true;
    },
    expected: 'refused',
    on: 'AWS::Budgets::Budget',
    source: names,
  },
  {
    what: 'one region less',
    short: true,
    change: (file) => {
      const [name, list] = Object.entries(file.jurisdictions).find(([, regions]) => regions.length > 1) ?? [];
      const gone = list?.at(-1);
      if (name === undefined || gone === undefined || gone === file.regions[0]) {
        return false;
      }
      file.jurisdictions[name] = (list ?? []).slice(0, -1);
      file.regions = file.regions.filter((region) => region !== gone);
      for (const workload of file.workloads) {
        workload.failover = { none: 'one region is enough', owner: 'us@example.com' };
      }
      return true;
    },
    expected: 'removes',
    on: 'AWS::Route53::RecordSet',
    source: updates,
  },
  {
    what: 'one region more',
    short: true,
    change: (file) => {
      const more = [first, second].find((region) => !file.regions.includes(region as string));
      const [name] = Object.keys(file.jurisdictions);
      if (file.regions.length !== 2 || !name?.startsWith('us') || more !== first) {
        return false;
      }
      file.regions.push(more as string);
      file.jurisdictions[name]?.push(more as string);
      return true;
    },
    expected: 'updates in place',
    source: updates,
  },
  {
    what: 'another name of the fleet',
    change: (file) => {
      file.name = 'other';
    },
    expected: 'refused',
    on: 'AWS::Route53::RecordSet',
    source: names,
  },
];

/** The fleet file after an edit; undefined where it has nothing of that kind. */
export function editedText(text: string, { change }: Edit): string | undefined {
  const file = parse(text) as File;
  return change(file) === false ? undefined : stringify(file, { aliasDuplicateObjects: false });
}
