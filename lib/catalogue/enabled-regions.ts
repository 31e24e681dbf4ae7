/**
 * Regions that every account has from its first day. All others, also those that AWS adds, must be enabled first.
 *
 * @see https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html opt-in status, 2026
 */
const enabledByDefault: readonly string[] = [
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
];

/** Whether an account must enable the region before anything can be deployed there. */
export const mustBeEnabled = (region: string): boolean => !enabledByDefault.includes(region);
