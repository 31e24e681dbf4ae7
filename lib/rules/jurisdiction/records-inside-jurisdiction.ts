import { strings } from '../../template/values';
import { isRouted } from '../dns/routed-record';
import { type Rule, unless } from '../rule';
import { regionsIn } from './region-names';

/** The jurisdiction's label: `[<region>.]<workload>.<jurisdiction>.<domain>`. */
function jurisdictionLabel(name: string): string | undefined {
  const labels = name.split('.');
  return labels[regionsIn(labels[0] ?? '')[0] === labels[0] ? 2 : 1];
}

export const recordsInsideJurisdiction: Rule = {
  id: 'PR-JU2',
  title: 'the DNS name of a workload resolves only to regions of its jurisdiction',
  why: 'a record that leads out of the jurisdiction takes the prompts with it',
  fix: 'point the record at a region of the jurisdiction',
  types: ['AWS::Route53::RecordSet'],
  check: (record, { jurisdictions }) => {
    const { Name: name, Region, SetIdentifier, AliasTarget, ResourceRecords } = record.properties;
    const label = typeof name === 'string' ? jurisdictionLabel(name) : undefined;
    const regions =
      label !== undefined && Object.hasOwn(jurisdictions, label) ? (jurisdictions[label] ?? []) : undefined;
    if (regions === undefined) {
      return unless(!isRouted(record), 'Properties/Name');
    }
    return Object.entries({ Name: name, Region, SetIdentifier, AliasTarget, ResourceRecords })
      .filter(([, value]) =>
        strings(value)
          .flatMap(regionsIn)
          .some((region) => !regions.includes(region)),
      )
      .map(([key]) => `Properties/${key}`);
  },
};
