import { type ReleaseFlag, releaseTable } from './release-table';

const byName = new Map(
  releaseTable.flags.flatMap((flag) => [flag.flag, ...(flag.alsoWritten ?? [])].map((name) => [name, flag] as const)),
);

/** What vLLM's own parser would say against arguments of `vllm serve`; empty where it takes them. */
export function flagFaults(args: readonly string[]): string[] {
  const faults: string[] = [];
  for (let index = 0; index < args.length; ) {
    const name = args[index] ?? '';
    const values = valuesAfter(args, index);
    const flag = byName.get(name);
    faults.push(
      ...(flag === undefined ? [`${name}: is no argument of vLLM ${releaseTable.release}`] : against(flag, values)),
    );
    index += 1 + values.length;
  }
  return faults;
}

/** Everything up to the next flag. */
function valuesAfter(args: readonly string[], index: number): string[] {
  const next = args.findIndex((each, place) => place > index && each.startsWith('--'));
  return args.slice(index + 1, next < 0 ? args.length : next);
}

function against(flag: ReleaseFlag, values: readonly string[]): string[] {
  const least = flag.kind === 'switch' ? 0 : 1;
  const most = flag.kind === 'switch' ? 0 : flag.several ? Number.POSITIVE_INFINITY : 1;
  if (values.length < least || values.length > most) {
    return [`${flag.flag}: takes ${least === 0 ? 'no value' : 'a value'}, got ${values.join(' ') || 'none'}`];
  }
  return values
    .filter(
      (value) => !isOfKind(flag, value) || (flag.choices !== undefined && !flag.choices.map(String).includes(value)),
    )
    .map((value) => `${flag.flag}: takes ${flag.choices?.join(', ') ?? `a value of kind ${flag.kind}`}, got ${value}`);
}

function isOfKind({ kind }: ReleaseFlag, value: string): boolean {
  switch (kind) {
    case 'integer':
      return Number.isInteger(Number(value));
    case 'number':
      return value !== '' && Number.isFinite(Number(value));
    case 'json':
      return isJson(value);
    case 'text':
    case 'switch':
      return true;
    default:
      return kind satisfies never;
  }
}

function isJson(value: string): boolean {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}
