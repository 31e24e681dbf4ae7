import { type Assembly, keyOf, placed, stackIn } from './assembly';
import type { Change } from './changes';
import type { Effect } from './effects';
import { exportsOf, references } from './references';

/** Exports that the deployed template of another stack imports, and that are removed or changed. */
export function exportFindings(before: Assembly, after: Assembly, changes: readonly Change[]): Effect[] {
  const replaced = new Set(
    changes
      .filter(({ createOnly }) => createOnly.length > 0)
      .map(({ stack, after: { logicalId } }) => keyOf(stack, logicalId)),
  );
  const imported = new Set(
    placed(before).flatMap(({ stack, resource }) =>
      references(resource.properties).flatMap((one) => (one.of === 'export' ? [`${stack.region} ${one.name}`] : [])),
    ),
  );
  return before.flatMap((stack) => {
    const next = stackIn(after, stack);
    if (next === undefined) {
      return [];
    }
    const exported = exportsOf(next);
    return [...exportsOf(stack)].flatMap(([name, value]): Effect[] => {
      const kept =
        JSON.stringify(exported.get(name)) === JSON.stringify(value) &&
        !references(value).some((one) => one.of === 'resource' && replaced.has(keyOf(next, one.logicalId)));
      return kept || !imported.has(`${stack.region} ${name}`)
        ? []
        : [
            {
              kind: 'refused',
              stack: stack.path,
              type: 'export',
              logicalId: name,
              why: 'an export that another stack imports is neither removed nor changed',
              source:
                'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-importvalue.html',
            },
          ];
    });
  });
}
