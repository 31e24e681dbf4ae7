import type { StackTemplate } from '../../template/template';
import { isRecord, list } from '../../template/values';

/** What a value reads: an attribute of a resource of the same stack, an output of another stack, or an export. */
export type Reference =
  | { readonly of: 'resource'; readonly logicalId: string; readonly attribute: string | undefined }
  | { readonly of: 'output'; readonly stackName: string; readonly outputName: string }
  | { readonly of: 'export'; readonly name: string };

/** Every reference inside a value. */
export function references(value: unknown): Reference[] {
  if (Array.isArray(value)) {
    return value.flatMap(references);
  }
  if (!isRecord(value)) {
    return [];
  }
  const [[intrinsic, argument] = ['', undefined], ...others] = Object.entries(value);
  if (others.length === 0) {
    switch (intrinsic) {
      case 'Ref':
        return [{ of: 'resource', logicalId: String(argument), attribute: undefined }];
      case 'Fn::GetAtt': {
        const [logicalId, attribute] = typeof argument === 'string' ? argument.split('.') : list(argument);
        return [{ of: 'resource', logicalId: String(logicalId), attribute: String(attribute) }];
      }
      case 'Fn::GetStackOutput': {
        const { StackName, OutputName } = isRecord(argument) ? argument : {};
        return [{ of: 'output', stackName: String(StackName), outputName: String(OutputName) }];
      }
      case 'Fn::ImportValue':
        return [{ of: 'export', name: String(argument) }];
      default:
        break;
    }
  }
  return Object.values(value).flatMap(references);
}

/** Exports of a stack: name → what is exported. */
export const exportsOf = ({ outputs }: StackTemplate): ReadonlyMap<string, unknown> =>
  new Map(
    Object.values(outputs).flatMap((output): [string, unknown][] =>
      isRecord(output) && isRecord(output.Export) && typeof output.Export.Name === 'string'
        ? [[output.Export.Name, output.Value]]
        : [],
    ),
  );

export const outputValue = ({ outputs }: StackTemplate, name: string): unknown => {
  const output = outputs[name];
  return isRecord(output) ? output.Value : undefined;
};
