import { warning } from '../../contract/findings';
import { check } from './check';

export const networkChecks = [
  check(['network'], ({ network: { internet } }) =>
    internet === undefined
      ? []
      : [
          warning(['network', 'internet'], {
            problem: `lets every GPU instance send prompts to the internet, as ${internet.owner} decided`,
            got: internet.reason,
            expected: 'no way out: instances reach AWS services only',
            fix: 'leave it out as soon as the reason is gone',
            source: 'docs/decisions/0007',
          }),
        ],
  ),
];
