import type { Resource } from '../../template/template';
import { at, isRecord, list, type Values } from '../../template/values';

/** The EBS volumes of a launch template, by location. A launch template without any would take those of its image. */
export function volumes({ properties }: Resource): readonly { readonly location: string; readonly ebs: Values }[] {
  const mappings = list(at(properties, 'LaunchTemplateData.BlockDeviceMappings'));
  const location = 'Properties/LaunchTemplateData/BlockDeviceMappings';
  return mappings.length === 0
    ? [{ location, ebs: {} }]
    : mappings.flatMap((mapping, index) => {
        const ebs = at(mapping, 'Ebs');
        return isRecord(ebs) ? [{ location: `${location}/${index}/Ebs`, ebs }] : [];
      });
}
