import type { z } from 'zod';
import { error, type Fault, type Finding, type Path } from '../contract/findings';
import { camelCase, insteadOfSetting } from '../engine/refused-settings';
import { insteadOfKey, insteadOfValue } from './known-mistakes';
import { didYouMean } from './nearest';
import { fleetJsonSchema, fleetSchema, isNone } from './schema';

const source = 'fleet file schema: npx polyregion schema';

type Issue = z.core.$ZodIssue;
type JsonSchema = {
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  additionalProperties?: JsonSchema | boolean;
  propertyNames?: { enum?: string[] };
  examples?: unknown[];
  unit?: string;
};

/** What the schema says against `raw`, every issue a finding that names the nearest right thing. */
export function schemaFindings(raw: unknown): Finding[] {
  const result = fleetSchema.safeParse(raw);
  return result.success ? [] : result.error.issues.flatMap((issue) => issueFindings(issue, [], raw));
}

function issueFindings(issue: Issue, parent: Path, raw: unknown): Finding[] {
  const path = [...parent, ...issue.path];
  const got = valueAt(raw, path);
  if (issue.code === 'invalid_union') {
    // A union here is always "the thing itself, or deliberately none": report against the one that was begun.
    const branch = issue.errors[isNone(got) ? 1 : 0] ?? [];
    return branch.flatMap((inner) => issueFindings(inner as Issue, path, raw));
  }
  if (issue.code === 'unrecognized_keys') {
    const node = schemaAt(path);
    const known = node?.propertyNames?.enum ?? Object.keys(objectBranch(node)?.properties ?? {});
    return issue.keys.map((key) =>
      error([...path, key], {
        problem: 'is an unknown key',
        got: key,
        expected: `one of ${known.join(', ')}`,
        fix: insteadOf(key, path) ?? didYouMean(key, known),
        source,
      }),
    );
  }
  return [error(path, fault(issue, path, got))];
}

/** What to do instead of an unknown key; undefined where it is probably misspelt. */
const insteadOf = (key: string, path: Path): string | undefined =>
  (path[2] === 'engine' ? insteadOfSetting(key) : insteadOfKey(key)) ??
  placeOfKey(key, path) ??
  (path[0] === 'models' ? insteadOfSetting(key) : undefined);

/** Where a known key belongs that stands in the wrong place, or is written as an argument or in another case. */
function placeOfKey(key: string, path: Path): string | undefined {
  const name = camelCase(key);
  const fields = propertiesAt(path);
  if (name in fields) {
    return `write ${name}`;
  }
  const [child] = Object.keys(fields).filter((field) => name in propertiesAt([...path, field]));
  if (child !== undefined) {
    return `it belongs in ${child}: write ${child}: { ${name}: … }`;
  }
  const parent = path.slice(0, -1);
  return path.length > 0 && name in propertiesAt(parent)
    ? `it belongs beside ${String(path.at(-1))}, not in it`
    : undefined;
}

const propertiesAt = (path: Path): Record<string, JsonSchema> => objectBranch(schemaAt(path))?.properties ?? {};

function fault(issue: Issue, path: Path, got: unknown): Fault {
  const node = schemaAt(path);
  const example = node?.examples?.[0];
  const unit = node?.unit === undefined ? '' : ` (${node.unit})`;
  const key = String(path.at(-1));
  const shown = example === undefined ? `see docs/fleet-file.md` : `for example ${key}: ${JSON.stringify(example)}`;
  const fix = insteadOfValue(path, got) ?? shown;
  if (got === undefined) {
    return { problem: 'is missing', got, expected: `${expectedOf(issue)}${unit}`, fix, source };
  }
  if (issue.code === 'invalid_value' && typeof got === 'string') {
    return {
      problem: 'is not known',
      got,
      expected: expectedOf(issue),
      fix: didYouMean(got, issue.values.map(String)),
      source,
    };
  }
  const problems: Partial<Record<Issue['code'], string>> = {
    too_small: 'is too small',
    too_big: 'is too large',
    invalid_format: 'has the wrong form',
    invalid_key: 'has a key of the wrong form',
  };
  return {
    problem: problems[issue.code] ?? 'is of the wrong type',
    got: issue.code === 'invalid_key' ? key : got,
    expected: `${expectedOf(issue)}${unit}`,
    fix,
    source,
  };
}

function expectedOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'number' ? 'a finite number' : article(issue.expected);
    case 'invalid_value':
      return `one of ${issue.values.join(', ')}`;
    case 'too_small':
      return `${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}${sizeUnit(issue.origin)}`;
    case 'too_big':
      return `${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}${sizeUnit(issue.origin)}`;
    case 'invalid_format':
      return issue.format === 'email' ? 'an e-mail address' : issue.message;
    case 'invalid_key':
      return issue.issues[0]?.message ?? 'another key';
    default:
      return issue.message;
  }
}

const article = (noun: string): string =>
  ({ int: 'a whole number', object: 'a mapping', record: 'a mapping', array: 'a list' })[noun] ?? `a ${noun}`;

const sizeUnit = (origin: string): string => ({ string: ' characters', array: ' entries' })[origin] ?? '';

export function valueAt(raw: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[part] : undefined,
    raw,
  );
}

const objectBranch = (node: JsonSchema | undefined): JsonSchema | undefined =>
  node?.anyOf?.find((branch) => branch.properties !== undefined) ?? node;

function schemaAt(path: Path): JsonSchema | undefined {
  return path.reduce<JsonSchema | undefined>((node, part) => {
    const holder = objectBranch(node);
    if (typeof part === 'number') {
      return holder?.items;
    }
    const rest = holder?.additionalProperties;
    return holder?.properties?.[String(part)] ?? (typeof rest === 'object' ? rest : undefined);
  }, fleetJsonSchema() as JsonSchema);
}
