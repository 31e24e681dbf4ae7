import { isMap, isScalar, isSeq, parse, parseDocument } from 'yaml';
import { error, type Finding } from '../contract/findings';
import { modelNameOf } from './schema/known-model-entry';

export interface SetText {
  /** Undefined where an assignment is refused. */
  readonly text: string | undefined;
  readonly findings: readonly Finding[];
}

const source = 'npx polyregion plan --help';

/**
 * The text of a fleet file with values set, in order. An assignment is `PATH=VALUE`: the path as findings print it
 * (`workloads[0].demand.scale`; a name may stand in place of an index), the value as YAML.
 */
export function setValues(text: string, assignments: readonly string[]): SetText {
  const document = parseDocument(text);
  if (document.errors.length > 0) {
    return { text, findings: [] };
  }
  const findings = assignments.flatMap((assignment) => {
    const fault = set(document, assignment);
    return fault === undefined
      ? []
      : [
          error([], {
            problem: `cannot be set with --set ${assignment}: ${fault}`,
            got: assignment,
            expected: 'PATH=VALUE, for example workloads[0].demand.scale=6',
            fix: 'correct the path or the value',
            source,
          }),
        ];
  });
  return { text: findings.length > 0 ? undefined : document.toString(), findings };
}

/** Returns what is wrong with it. */
function set(document: ReturnType<typeof parseDocument>, assignment: string): string | undefined {
  const [, path, written] = /^([^=]+)=(.*)$/s.exec(assignment) ?? [];
  const parts = path === undefined ? undefined : partsOf(path);
  if (written === undefined || parts === undefined) {
    return 'is no assignment';
  }
  const resolved: (string | number)[] = [];
  for (const part of parts) {
    const node = document.getIn(resolved, true);
    const step = isSeq(node) ? indexIn(node.items, part) : part;
    if (step === undefined) {
      return `the list has no entry ${part}`;
    }
    if (resolved.length > 0 && isScalar(node)) {
      return `${String(node.value)} has no ${part}`;
    }
    resolved.push(step);
  }
  try {
    document.setIn(resolved, parse(written));
    const other = saysTheSame.get(String(resolved.at(-1)));
    if (other !== undefined && resolved[0] === 'models' && resolved.length === modelField) {
      document.deleteIn([...resolved.slice(0, -1), other]);
    }
  } catch (thrown) {
    return thrown instanceof Error ? (thrown.message.split('\n')[0] as string) : String(thrown);
  }
  return undefined;
}

/** Fields of a model of which a fleet file may state one: the other goes when one is set. */
const saysTheSame: ReadonlyMap<string, string> = new Map([
  ['parallel', 'tensorParallel'],
  ['tensorParallel', 'parallel'],
]);

/** Steps of `models[0].parallel`. */
const modelField = 3;

/** `a.b[0].c` and `a[name].c` in parts; undefined where it is not such a path. */
function partsOf(path: string): string[] | undefined {
  const parts = path.trim().match(/[^.[\]]+|\[[^[\]]+\]/g);
  const again = parts?.map((part, index) => (index === 0 || part.startsWith('[') ? part : `.${part}`)).join('');
  return parts !== null && parts !== undefined && again === path.trim()
    ? parts.map((part) => part.replace(/^\[|\]$/g, ''))
    : undefined;
}

/** The position of an entry that is given by its position or its name; a model of the catalogue need not state its name. */
function indexIn(items: readonly unknown[], part: string): number | undefined {
  const nameOf = (item: unknown): unknown => {
    const [name, model] = isMap(item) ? [item.get('name'), item.get('model')] : [];
    return name ?? (typeof model === 'string' ? modelNameOf(model) : undefined);
  };
  const index = /^\d+$/.test(part) ? Number(part) : items.findIndex((item) => nameOf(item) === part);
  return index >= 0 && index < items.length ? index : undefined;
}
