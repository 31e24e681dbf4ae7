/**
 * Baseline performance of a gp3 volume, and the limits of what can be provisioned above it.
 *
 * @see aws-cdk-lib 2.276.0, CfnLaunchTemplate.EbsProperty and EbsDeviceOptions: throughput 125 to 2,000 MiB/s, 0.25 MiB/s for each provisioned IOPS
 * @see https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html#gp3-performance 2026
 */
export const gp3 = {
  /** Without a charge of its own. */
  baselineMiBPerSecond: 125,
  mostMiBPerSecond: 2000,
  /** Without a charge of its own. */
  baselineIops: 3000,
  /** Throughput that one operation a second allows. */
  mibPerSecondPerIops: 0.25,
} as const;
