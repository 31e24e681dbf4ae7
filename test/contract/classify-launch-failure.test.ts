import { describe, expect, test } from 'vitest';
import { classifyLaunchFailure } from '../../lib/contract/classify-launch-failure';

const token = 'a054c99b-cda0-4210-b3c5-4774e971c307';
const unhealthy = 'Instance became unhealthy while waiting for instance to be in InService state. Termination Reason:';
const hook = `Instance failed to complete user's Lifecycle Action: Lifecycle Action with token ${token} was abandoned:`;
const moreVcpus =
  'You have requested more vCPU capacity than your current vCPU limit of 32 allows for the instance bucket that the specified instance type belongs to. Please visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit.';

/**
 * As Auto Scaling writes them.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/ts-as-instancelaunchfailure.html
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/ts-as-ami.html
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/CHAP_Troubleshooting.html
 */
describe('what AWS writes about a launch', () => {
  test.each([
    [
      'We currently do not have sufficient p5.48xlarge capacity in the Availability Zone you requested (us-east-1b). Our system will be working on provisioning additional capacity. Launching EC2 instance failed.',
      'capacity',
    ],
    [
      'The requested reservation does not have sufficient compatible and available capacity for this request. Launching EC2 instance failed.',
      'capacity',
    ],
    ['Your Capacity Block reservation cr-0123 is not active yet. Launching EC2 instance failed.', 'reservation'],
    ['Your Capacity Block has expired. Launching EC2 instance failed.', 'reservation'],
    ['The specified Capacity Reservation is not in an active state. Launching EC2 instance failed.', 'reservation'],
    ['There is no Spot capacity available that matches your request. Launching EC2 instance failed.', 'capacity'],
    [
      'Your Spot request price of 0.015 is lower than the minimum required Spot request fulfillment price of 0.0735. Launching EC2 instance failed.',
      'capacity',
    ],
    ['Insufficient capacity. Launching EC2 instance failed.', 'capacity'],
    ['Could not launch On-Demand Instances. InsufficientInstanceCapacity - There is not enough', 'capacity'],
    [`${unhealthy} Server.InsufficientInstanceCapacity: Insufficient capacity to satisfy instance request`, 'capacity'],
    [`${unhealthy} Server.SpotInstanceTermination: Spot instance termination`, 'capacity'],
    [`${moreVcpus} Launching EC2 instance failed.`, 'quota'],
    [`Could not launch On-Demand Instances. VcpuLimitExceeded - ${moreVcpus}`, 'quota'],
    [
      'You have requested more instances (1) than your current instance limit of 0 allows for the specified instance type. Launching EC2 instance failed.',
      'quota',
    ],
    ['4 instance(s) are already running. Launching EC2 instance failed.', 'quota'],
    ['Max spot instance count exceeded. Launching EC2 instance failed.', 'quota'],
    ["You've reached your quota for maximum Fleet Requests for this account. Launching EC2 instance failed.", 'quota'],
    [`${unhealthy} Client.VolumeLimitExceeded: Volume limit exceeded`, 'volumes'],
    ['Volume limit exceeded. Launching EC2 instance failed.', 'volumes'],
    [
      'Your request for accessing resources in this region is being validated, and you will not be able to launch additional resources in this region until the validation is complete.',
      'verification',
    ],
    [
      'Your account is currently being verified. Until your account is verified, you may not be able to launch additional instances.',
      'verification',
    ],
    ['This account is currently blocked and not recognized as a valid account.', 'verification'],
    ['Request limit exceeded. Launching EC2 instance failed.', 'throttling'],
    ['Client.InternalError: Client error on launch', 'kms'],
    [`${unhealthy} Client.InvalidKMSKey.InvalidState: The KMS key provided is in an incorrect state`, 'kms'],
    ['You are not authorized to perform this operation. Launching EC2 instance failed.', 'permission'],
    ['Not authorized for images: [ami-0abc]', 'configuration'],
    ['Authentication Failure. Launching EC2 instance failed.', 'permission'],
    ['The AMI ID ami-4edb0327 does not exist. Launching EC2 instance failed.', 'configuration'],
    ['AMI ami-4edb0327 is pending, and cannot be run. Launching EC2 instance failed.', 'configuration'],
    [
      "The requested instance type's architecture (i386) does not match the architecture in the manifest for ami-6622f00f (x86_64). Launching EC2 instance failed.",
      'configuration',
    ],
    [
      'Your requested instance type (p5.48xlarge) is not supported in your requested Availability Zone (us-east-1e). Launching EC2 instance failed.',
      'configuration',
    ],
    [
      'The requested configuration is currently not supported. Please check the documentation for supported configurations. Launching EC2 instance failed.',
      'configuration',
    ],
    [
      "The security group 'sg-3d7bcc4d' does not exist in VPC 'vpc-be5433da'. Launching EC2 instance failed.",
      'configuration',
    ],
    ['Invalid device name /dev/xvdz. Launching EC2 instance failed.', 'configuration'],
    [`${hook} Lifecycle Action Completed with ABANDON Result`, 'abandoned'],
    [`${hook} Heartbeat Timeout`, 'abandoned'],
    ['An unknown message.', 'other'],
    ['', 'other'],
  ])('%s', (message, reason) => {
    expect(classifyLaunchFailure(message)).toBe(reason);
  });
});
