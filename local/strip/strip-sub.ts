/** Returns the replacement of a `Ref` (no attribute) or `Fn::GetAtt`; undefined for a reference that stays. */
export type ValueOf = (logicalId: string, attribute?: string) => string | { readonly Ref: string } | undefined;

/** Argument of `Fn::Sub`: a text, alone or with values for some of its names. */
type Sub = string | readonly [string, Readonly<Record<string, unknown>>];

/** Matches `${LogicalId}` and `${LogicalId.Attribute}` in the text, but not `${!Literal}`. Names with a value of their own stay. */
export function rewrittenSub(sub: Sub, value: ValueOf): Sub {
  const [text, values] = typeof sub === 'string' ? [sub] : sub;
  const changed = text.replaceAll(/\$\{([^!}][^}]*)\}/g, (whole, name: string) => {
    if (values !== undefined && Object.hasOwn(values, name)) {
      return whole;
    }
    const [logicalId = '', ...path] = name.split('.');
    const becomes = value(logicalId, path.length === 0 ? undefined : path.join('.')) ?? whole;
    return typeof becomes === 'string' ? becomes : `\${${becomes.Ref}}`;
  });
  return values === undefined ? changed : [changed, values];
}
