import type { AwsCommand, ProjectCommand } from '../alerts/command';
import { tagKeys } from '../contract/tags';
import type { QuotaNeed } from '../plan/holders/quota';

/** IAM, billing and account calls are global; they go to this region. */
export const globalRegion = 'us-east-1';

export const serviceRoleCommand = (service: string): AwsCommand => ({
  service: 'iam',
  operation: 'create-service-linked-role',
  region: globalRegion,
  options: { 'aws-service-name': `${service}.amazonaws.com` },
});

export const bootstrapCommand = (account: string, region: string): ProjectCommand => ({
  project: `npx cdk bootstrap aws://${account}/${region}`,
});

export const enableRegionCommand = (region: string): AwsCommand => ({
  service: 'account',
  operation: 'enable-region',
  region: globalRegion,
  options: { 'region-name': region },
});

export const activateTagCommand: AwsCommand = {
  service: 'ce',
  operation: 'update-cost-allocation-tags-status',
  region: globalRegion,
  options: { 'cost-allocation-tags-status': `TagKey=${tagKeys.phase},Status=Active` },
};

/** The increase to request so that a need is met. */
export const quotaRequest = ({ region, quotaCode, vcpus }: QuotaNeed): AwsCommand => ({
  service: 'service-quotas',
  operation: 'request-service-quota-increase',
  region,
  options: { 'service-code': 'ec2', 'quota-code': quotaCode, 'desired-value': vcpus.value },
});
