import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Accepts one rule finding on one resource. The reason names the control that makes up for it; their number is pinned by
 * a test.
 */
export function acknowledge(resource: IConstruct, ...findings: { id: string; reason: string }[]): void {
  Validations.of(resource).acknowledge(...findings);
}
