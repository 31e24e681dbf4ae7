import type { Resource, StackTemplate } from '../../template/template';
import { at } from '../../template/values';
import { type Assembly, keyOf, resourceIn, stackIn } from './assembly';
import { createOnly } from './create-only';
import { exportsOf, outputValue, references } from './references';

export interface Change {
  readonly stack: StackTemplate;
  readonly before: Resource;
  readonly after: Resource;
  /** Properties whose values differ, in the template or because what they read is another resource now. */
  readonly properties: readonly string[];
  /** Those of them that only a new resource can take; not empty: the resource is replaced. */
  readonly createOnly: readonly string[];
}

/** Every resource that both assemblies have and whose values differ. */
export function changesOf(before: Assembly, after: Assembly): Change[] {
  const moved = new Set<string>();
  for (;;) {
    const changes = after.flatMap((stack) =>
      stackChanges(stackIn(before, stack), stack, (value) => reads(stack, value)),
    );
    const size = moved.size;
    for (const { stack, after: resource, properties, createOnly: fixed } of changes) {
      if (fixed.length > 0) {
        moved.add(keyOf(stack, resource.logicalId));
      }
      if (resource.type === launchTemplate && properties.some((property) => property === 'LaunchTemplateData')) {
        moved.add(`${keyOf(stack, resource.logicalId)}.LatestVersionNumber`);
      }
    }
    if (moved.size === size) {
      return changes;
    }
  }

  /** Whether a value of `stack` reads something that is another resource, or another version, after the deployment. */
  function reads(stack: StackTemplate, value: unknown): boolean {
    return references(value).some((reference) => {
      switch (reference.of) {
        case 'resource': {
          const key = keyOf(stack, reference.logicalId);
          return moved.has(key) || (reference.attribute !== undefined && moved.has(`${key}.${reference.attribute}`));
        }
        case 'output':
          return after.some(
            (other) =>
              other.path === reference.stackName &&
              other.region === stack.region &&
              reads(other, outputValue(other, reference.outputName)),
          );
        case 'export':
          return after.some(
            (other) => other.region === stack.region && reads(other, exportsOf(other).get(reference.name)),
          );
        default:
          return reference satisfies never;
      }
    });
  }
}

const launchTemplate = 'AWS::EC2::LaunchTemplate';

function stackChanges(
  before: StackTemplate | undefined,
  stack: StackTemplate,
  reads: (value: unknown) => boolean,
): Change[] {
  return stack.resources.flatMap((after) => {
    const old = resourceIn(before, after.logicalId);
    if (old === undefined || old.type !== after.type) {
      return [];
    }
    const differs = (one: unknown, other: unknown): boolean =>
      JSON.stringify(one) !== JSON.stringify(other) || reads(other);
    const properties = [...new Set([...Object.keys(old.properties), ...Object.keys(after.properties)])].filter((name) =>
      differs(old.properties[name], after.properties[name]),
    );
    const fixed = fixedProperties(after.type).filter((path) =>
      differs(at(old.properties, path), at(after.properties, path)),
    );
    return properties.length === 0 ? [] : [{ stack, before: old, after, properties, createOnly: fixed }];
  });
}

/** @throws Error for a type that the table does not list: nothing unknown is taken for something that updates in place */
function fixedProperties(type: string): readonly string[] {
  const properties = createOnly[type];
  if (properties === undefined) {
    throw new Error(`${type}: not in the table of properties that replace a resource, lib/rules/pairs/create-only.ts`);
  }
  return properties;
}
