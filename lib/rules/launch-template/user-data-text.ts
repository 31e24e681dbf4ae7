import { at, isRecord } from '../../template/values';

/** Longer than any id that an intrinsic function stands for here. */
const unknown = '?'.repeat(128);

/** User data as far as the template states it. A long placeholder replaces the value of a reference. */
export const userDataText = (properties: unknown): string => text(at(properties, 'LaunchTemplateData.UserData'));

function text(value: unknown): string {
  if (value === undefined) {
    return '';
  }
  if (typeof value === 'string') {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(text).join('');
  }
  if (isRecord(value) && 'Fn::Base64' in value) {
    return text(value['Fn::Base64']);
  }
  const join = isRecord(value) ? value['Fn::Join'] : undefined;
  if (Array.isArray(join) && typeof join[0] === 'string' && Array.isArray(join[1])) {
    return join[1].map(text).join(join[0]);
  }
  const substitute = isRecord(value) ? value['Fn::Sub'] : undefined;
  return substitute === undefined ? unknown : text(Array.isArray(substitute) ? substitute[0] : substitute);
}
