import type { Fault } from '../contract/findings';

/** The AWS operations that the price table is read with, each needing the IAM action of the same name. */
export type Operation =
  | 'GetProducts'
  | 'DescribeInstanceTypeOfferings'
  | 'DescribeAvailabilityZones'
  | 'DescribeSpotPriceHistory';

/** AWS gave no answer, or one from which no prices can be read. */
export class AnswerError extends Error {
  constructor(
    readonly operation: Operation,
    readonly fault: Fault,
    /** True where every other region would fail in the same way: the credentials are at fault. */
    readonly everywhere = false,
  ) {
    super(fault.problem);
  }
}
