import { type Finding, warning } from '../contract/findings';
import { stackNames } from '../contract/names';
import type { Fleet } from '../fleet/fleet';
import type { Plan } from './plan';

/** Where every update takes out the only instance that a model has in a region. */
export const rolloutFindings = ({ models }: Fleet, plan: Plan): Finding[] =>
  models.flatMap(({ name }, index) => {
    const emptied = plan.cells.flatMap(({ model, region, pools }) =>
      pools
        .filter(
          ({ pool, replacement }) =>
            model === name &&
            pool === 'baseline' &&
            replacement.order === 'terminate-first' &&
            replacement.instances.value === 1,
        )
        .map(({ replacement }) => ({ region, seconds: replacement.coldStartAtMost.value })),
    );
    if (emptied.length === 0) {
      return [];
    }
    const minutes = Math.ceil(Math.max(...emptied.map(({ seconds }) => seconds)) / 60);
    const stacks = emptied.map(({ region }) => stackNames.serving(plan.fleet.name, region));
    return [
      warning(['models', index, 'pools', 'baseline'], {
        problem: `lets every update take out the only instance of ${name} in ${emptied.map(({ region }) => region).join(' and in ')} before its replacement answers, for up to ${minutes} minutes`,
        got: 'one instance, terminated first',
        expected: 'two instances, or an instance that may stand beside the reservation',
        fix: `deploy one region at a time, never with --concurrency (${stacks.map((stack) => `npx cdk deploy ${stack}`).join(', then ')}), reserve a second instance, or set replacement: launch-first, which needs a spare on-demand instance within an hour`,
        source: 'EC2 Auto Scaling User Guide, 2026: how an instance refresh works; minimum healthy percentage',
      }),
    ];
  });
