import type { Shortening } from '../../plan/cold-start/shortenings';
import type { Plan } from '../../plan/plan';
import { bare, duration, figures, words } from '../cells';
import { firstTypes } from '../model-types';
import type { Table } from '../table';

/** What would shorten a cold start, what it saves and what it costs. */
export const shorteningsTable = (plan: Pick<Plan, 'workloads'>): Table => ({
  title: 'Ways to shorten a cold start on the first type: what is free, then the most seconds for a dollar',
  columns: [
    words('model'),
    words('type'),
    words('way'),
    words('set by'),
    figures('saves'),
    figures('costs', 'USD/month'),
    figures('seconds saved for a dollar'),
  ],
  rows: firstTypes(plan).flatMap(({ model, type }) =>
    type.coldStart.shortenings.map(({ savedSeconds, usdPerMonth, secondsPerUsd, ...shortening }) => [
      model,
      type.instanceType,
      shortening.way,
      settingText(shortening),
      duration(savedSeconds),
      bare(usdPerMonth),
      secondsPerUsd === undefined ? 'free' : bare(secondsPerUsd),
    ]),
  ),
});

/** The field that asks for it, with what the field says now; a way without a field is always deployed. */
export const settingText = ({ field, setTo }: Pick<Shortening, 'field' | 'setTo'>): string =>
  field === undefined ? 'always deployed' : setTo === undefined ? field : `${field}: ${setTo}`;
