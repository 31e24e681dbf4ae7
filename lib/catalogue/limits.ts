/** Limits of AWS services on templates and on what they ask for. */
export const limits = {
  /** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html resources in a template, 2026; aws-cdk-lib 2.276.0 stops a synthesis beyond it */
  stackResources: 500,
  /** Bytes of a template that is uploaded to a bucket first, as CDK does. @see the same page, template body size in an S3 object, 2026: 1 MB */
  templateBytes: 1_048_576,
  /** @see the same page, parameters in a template, 2026 */
  templateParameters: 200,
  /** Before base64. @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html 16 KB, 2026 */
  userDataBytes: 16_384,
  /** @see aws-cdk-lib 2.276.0, CfnLoadBalancer.LoadBalancerAttributeProperty: idle_timeout.timeout_seconds */
  loadBalancerIdleSeconds: 4000,
  /** @see aws-cdk-lib 2.276.0, CfnTargetGroup.TargetGroupAttributeProperty: deregistration_delay.timeout_seconds */
  deregistrationDelaySeconds: 3600,
  /** @see https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_PutLifecycleHook.html HeartbeatTimeout, 2026 */
  lifecycleHookSeconds: { least: 30, most: 7200 },
  /** @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-instance-termination-notices.html two minutes, 2026 */
  spotNoticeSeconds: 120,
} as const;
