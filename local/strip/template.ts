/** A CloudFormation template as JSON. */
export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Parameters?: Readonly<Record<string, Parameter>>;
  readonly Outputs?: Readonly<Record<string, unknown>>;
  readonly [section: string]: unknown;
}

export interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
  readonly [attribute: string]: unknown;
}

export interface Parameter {
  readonly Type: string;
  readonly Default?: unknown;
}

/** Replaces every object of a template, innermost first, by the result of `change`. */
export const mapObjects = (value: unknown, change: (object: object) => unknown): unknown =>
  mapTree(value, { object: change, text: (text) => text });

/** Replaces every string of a template, except keys, by the result of `change`. */
export const mapStrings = (value: unknown, change: (text: string) => string): unknown =>
  mapTree(value, { object: (object) => object, text: change });

interface Changes {
  readonly object: (object: object) => unknown;
  readonly text: (text: string) => string;
}

function mapTree(value: unknown, changes: Changes): unknown {
  if (typeof value === 'string') {
    return changes.text(value);
  }
  if (Array.isArray(value)) {
    return value.map((item) => mapTree(item, changes));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return changes.object(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapTree(item, changes)])));
}
