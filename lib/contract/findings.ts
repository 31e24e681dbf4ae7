/** Something to say about the fleet file. One `error` and nothing is synthesized. */
export interface Finding {
  readonly level: 'error' | 'warning';
  /** Where in the fleet file, for example `models[0].tensorParallel`. */
  readonly path: string;
  readonly message: string;
  /** Where the rule comes from: a documentation page, a data table, a decision of this project. */
  readonly source: string;
  /** Where the text stands that it is about; absent where it is about no line. */
  readonly at?: FindingPlace;
}

export interface FindingPlace {
  readonly file: string;
  /** The first line is 1. */
  readonly line: number;
  /** The first column is 1. */
  readonly column: number;
}

/** The parts of a message, in the order in which they are read. */
export interface Fault {
  /** What is wrong, for example `must divide the GPUs of an instance`. */
  readonly problem: string;
  readonly got: unknown;
  readonly expected: string;
  readonly fix: string;
  readonly source: string;
}

export type Path = readonly PropertyKey[];

export function formatPath(path: Path): string {
  const text = path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
  return text === '' ? 'fleet' : text;
}

export function showValue(value: unknown): string {
  if (value === undefined) {
    return 'nothing';
  }
  if (typeof value === 'number') {
    return String(value);
  }
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

function finding(level: Finding['level'], path: Path, fault: Fault): Finding {
  return {
    level,
    path: formatPath(path),
    message: `${fault.problem}, got ${showValue(fault.got)}, expected ${fault.expected}; ${fault.fix}`,
    source: fault.source,
  };
}

export const error = (path: Path, fault: Fault): Finding => finding('error', path, fault);
export const warning = (path: Path, fault: Fault): Finding => finding('warning', path, fault);

export const hasErrors = (findings: readonly Finding[]): boolean => findings.some(({ level }) => level === 'error');
