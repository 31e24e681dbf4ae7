import { strings } from '../../template/values';
import type { Rule } from '../rule';
import { homeRegions } from './home-regions';
import { regionsIn } from './region-names';

/** DNS records and budgets hold no customer data. Route 53 and AWS Budgets belong to no region. */
const exempt = ['AWS::Route53::', 'AWS::Budgets::'];

export const insideJurisdiction: Rule = {
  id: 'PR-JU1',
  title: 'no resource names a region outside its jurisdiction',
  why: 'a replica, log, metric or function in another jurisdiction holds a copy of data that must not leave',
  fix: 'keep the resource in a region of the same jurisdiction',
  check: ({ type, properties }, { template, jurisdictions }) => {
    if (exempt.some((prefix) => type.startsWith(prefix))) {
      return [];
    }
    const home = homeRegions(template.region, jurisdictions);
    return Object.entries(properties)
      .filter(([, value]) => strings(value).some((text) => regionsIn(text).some((region) => !home.includes(region))))
      .map(([key]) => `Properties/${key}`);
  },
};
