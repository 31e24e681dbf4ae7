import type { StackTemplate } from '../../template/template';
import type { Assembly } from './assembly';
import type { Effect } from './effects';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html (2026) */
const source = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html';

const limits: Readonly<Record<string, { readonly most: number; readonly count: (stack: StackTemplate) => number }>> = {
  resources: { most: 500, count: ({ resources }) => resources.length },
  outputs: { most: 200, count: ({ outputs }) => Object.keys(outputs).length },
};

export const limitFindings = (after: Assembly): Effect[] =>
  after.flatMap((stack) =>
    Object.entries(limits).flatMap(([what, { most, count }]): Effect[] =>
      count(stack) <= most
        ? []
        : [
            {
              kind: 'refused',
              stack: stack.path,
              type: 'template',
              logicalId: what,
              why: `it has ${count(stack)} ${what}, and CloudFormation takes ${most}`,
              source,
            },
          ],
    ),
  );
