import type { StripRow } from './strip-list';
import { rewrittenSub, type ValueOf } from './strip-sub';
import { mapObjects, type Resource, type Template } from './template';

export interface Stripped {
  readonly template: Template;
  /** Logical id → type of each removed resource. */
  readonly removed: ReadonlyMap<string, string>;
}

/** A recognisable placeholder for a value that the emulator cannot give. */
export const literalFor = (logicalId: string, attribute = 'Ref'): string => `stripped-${logicalId}-${attribute}`;

/** Value of `Ref` to a removed resource that was created through the API instead. */
export type StandIn = (logicalId: string) => string | undefined;

/** Removes from a template everything that an emulator cannot hold. */
export function stripTemplate(
  template: Template,
  rows: readonly StripRow[],
  standIn: StandIn = () => undefined,
): Stripped {
  const isUnwanted = ({ Type, Properties = {} }: Resource): boolean =>
    rows.some(
      (row) => row.strip === 'resource' && row.type === Type && (row.having === undefined || row.having in Properties),
    );
  const removed = new Map(
    Object.entries(template.Resources)
      .filter(([, resource]) => isUnwanted(resource))
      .map(([logicalId, { Type }]) => [logicalId, Type]),
  );
  const kept = Object.entries(template.Resources)
    .filter(([logicalId]) => !removed.has(logicalId))
    .map(([logicalId, resource]) => [logicalId, withoutProperties(withoutOrder(resource, removed), rows)]);
  const stripped = { ...template, Resources: Object.fromEntries(kept) };
  const value = standingFor(template, rows, removed, standIn);
  const change = (object: object) => rewritten(object, value) ?? object;
  return { template: mapObjects(stripped, change) as Template, removed };
}

function withoutOrder({ DependsOn, ...resource }: Resource, removed: Stripped['removed']): Resource {
  const left = [DependsOn ?? []].flat().filter((logicalId) => !removed.has(logicalId));
  return left.length === 0 ? resource : { ...resource, DependsOn: left };
}

function withoutProperties(resource: Resource, rows: readonly StripRow[]): Resource {
  const unwanted = rows.flatMap((row) =>
    row.strip === 'property' && row.type === resource.Type ? [row.property] : [],
  );
  const { Properties = {} } = resource;
  return unwanted.length === 0
    ? resource
    : {
        ...resource,
        Properties: Object.fromEntries(Object.entries(Properties).filter(([key]) => !unwanted.includes(key))),
      };
}

/** Returns the replacement of a reference; undefined for a reference that stays. */
const standingFor =
  ({ Resources }: Template, rows: readonly StripRow[], removed: Stripped['removed'], standIn: StandIn): ValueOf =>
  (logicalId, attribute) => {
    const gone = removed.get(logicalId);
    if (gone !== undefined) {
      const isArn = rows.some((one) => one.strip === 'resource' && one.type === gone && one.refIsArn);
      return attribute === undefined
        ? (standIn(logicalId) ?? `${isArn ? 'arn:aws:stripped:::' : ''}${literalFor(logicalId)}`)
        : literalFor(logicalId, attribute);
    }
    const type = Resources[logicalId]?.Type;
    const row = rows.find((one) => one.strip === 'attribute' && one.type === type && one.attribute === attribute);
    if (row?.strip !== 'attribute') {
      return undefined;
    }
    return row.becomes === 'Ref' ? { Ref: logicalId } : literalFor(logicalId, attribute);
  };

/** Returns the replacement of an intrinsic function; undefined for one that stays, and for any other value. */
function rewritten(object: object, value: ValueOf): unknown {
  const [[intrinsic, argument] = [], ...others] = Object.entries(object);
  if (others.length > 0) {
    return undefined;
  }
  switch (intrinsic) {
    case 'Ref':
      return value(argument);
    case 'Fn::GetAtt': {
      const [logicalId = '', ...path]: string[] = typeof argument === 'string' ? argument.split('.') : argument;
      return value(logicalId, path.join('.'));
    }
    case 'Fn::Sub':
      return { [intrinsic]: rewrittenSub(argument, value) };
    default:
      return undefined;
  }
}
