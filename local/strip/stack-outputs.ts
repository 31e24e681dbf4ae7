import { mapObjects, type Template } from './template';

interface Read {
  readonly StackName: string;
  readonly OutputName: string;
}

const exportName = ({ StackName, OutputName }: Read): string => `${StackName}:${OutputName}`;

/**
 * Turns what a stack reads of another one (`Fn::GetStackOutput`) into an import, and every output into an export, for an
 * emulator that does not know the function. Only the first deployment of a stack is the same with both.
 */
export function outputsAsExports(template: Template, stack: string): Template {
  const imported = mapObjects(template, (object) => {
    const { 'Fn::GetStackOutput': read } = object as { 'Fn::GetStackOutput'?: Read };
    return read === undefined ? object : { 'Fn::ImportValue': exportName(read) };
  }) as Template;
  const outputs = Object.entries(imported.Outputs ?? {}).map(([name, output]) => [
    name,
    { ...(output as object), Export: { Name: exportName({ StackName: stack, OutputName: name }) } },
  ]);
  return outputs.length === 0 ? imported : { ...imported, Outputs: Object.fromEntries(outputs) };
}
