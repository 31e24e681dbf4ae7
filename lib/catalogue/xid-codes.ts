/**
 * NVIDIA's error numbers (Xid) after which a GPU does not recover without a reset or a replacement, as AWS's own monitor
 * of Kubernetes nodes treats them; every other number is a warning.
 *
 * @see https://github.com/aws/eks-node-monitoring-agent monitors/nvidia, August 2026
 */
export const fatalXidCodes: readonly number[] = [
  46, 48, 54, 62, 63, 64, 74, 79, 95, 109, 110, 119, 120, 136, 140, 142, 143, 151, 155, 156, 158,
];

/**
 * Faults of the program on the GPU, or contained memory errors. Restarting the program mends them, without a new instance.
 *
 * @see https://github.com/awslabs/awsome-distributed-training 4.validation_and_observability/2.gpu-cluster-healthcheck
 */
export const applicationXidCodes: readonly number[] = [13, 31, 94, 126];
