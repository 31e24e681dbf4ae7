import type { Finding } from '../contract/findings';

/** Findings of one cause, the one that is shown first. */
export interface FindingGroup {
  readonly shown: Finding;
  /** Where else the same is wrong. */
  readonly alsoAt: readonly string[];
}

/** Errors first, then what the fleet file can change, then pins, then facts of the catalogue; warnings of one cause are one group. */
export function groupedFindings(findings: readonly Finding[]): FindingGroup[] {
  const groups = new Map<string, Finding[]>();
  for (const one of [...findings].sort((a, b) => rank(a) - rank(b))) {
    const key = one.level === 'error' ? `${one.path}: ${one.message}` : causeOf(one);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap(([shown, ...others]) =>
    shown === undefined ? [] : [{ shown, alsoAt: others.map(({ path }) => path) }],
  );
}

const rank = ({ level, path }: Finding): number =>
  level === 'error' ? 0 : path === 'lock' ? 2 : path === 'catalogue.prices' ? 3 : path.startsWith('catalogue.') ? 4 : 1;

/** The problem without what differs from place to place: what stands in brackets or after a colon. */
const causeOf = ({ message }: Finding): string =>
  problemOf(message)
    .replace(/[:(].*$/s, '')
    .trim();

const problemOf = (message: string): string => message.split(', got ')[0] ?? message;

/** What is wrong and what to do about it, without what was got and expected. */
export function shortMessage(message: string): string {
  const fix = /, got .*?, expected .*?; (.*)$/s.exec(message)?.[1];
  return fix === undefined ? problemOf(message) : `${problemOf(message)}; ${fix}`;
}
