import type { Resource, StackTemplate } from '../../template/template';

/** The templates of an app, each with the name of its stack as its path. */
export type Assembly = readonly StackTemplate[];

/** A resource in its stack. */
export interface Placed {
  readonly stack: StackTemplate;
  readonly resource: Resource;
}

/** A stack that moves to another region is another stack. */
export const sameStack = (one: StackTemplate, other: StackTemplate): boolean =>
  one.path === other.path && one.region === other.region;

export const stackIn = (assembly: Assembly, stack: StackTemplate): StackTemplate | undefined =>
  assembly.find((other) => sameStack(other, stack));

export const resourceIn = (stack: StackTemplate | undefined, logicalId: string): Resource | undefined =>
  stack?.resources.find((resource) => resource.logicalId === logicalId);

export const placed = (assembly: Assembly): Placed[] =>
  assembly.flatMap((stack) => stack.resources.map((resource) => ({ stack, resource })));

export const keyOf = (stack: StackTemplate, logicalId: string): string =>
  `${stack.path}@${stack.region ?? ''}/${logicalId}`;
