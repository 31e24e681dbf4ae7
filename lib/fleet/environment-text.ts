import { type Document, isMap, isScalar, isSeq, parseDocument, type YAMLMap } from 'yaml';
import { error, type Finding } from '../contract/findings';
import { environmentFindings } from './environment-findings';
import { environmentName } from './environment-name';
import { didYouMean } from './nearest';

/** A fleet file as one of its environments has it, or why it has no such environment. */
export type EnvironmentText = { readonly text: string } | { readonly findings: readonly Finding[] };

/** Sections of which an environment may state a part. */
const merged = ['budgetsUsdPerMonth', 'contacts'];

const rates = ['meanRequestsPerSecond', 'peakRequestsPerSecond'];

/** The text of a fleet file as an environment has it. A text that cannot be read stays as it is: the loader says what is wrong. */
export function environmentText(text: string, name: string): EnvironmentText {
  const document = parseDocument(text);
  if (document.errors.length > 0 || !isMap(document.contents)) {
    return { text };
  }
  const environments = document.get('environments');
  const known = isMap(environments) ? environments.items.map(({ key }) => String(key)) : [];
  const environment = document.getIn(['environments', name]);
  if (!isMap(environment)) {
    return { findings: [unknownEnvironment(name, known)] };
  }
  const findings = environmentFindings(document.toJS());
  if (findings.length > 0) {
    return { findings };
  }
  const ownName = environmentName(String(document.get('name')), name);
  for (const { key, value } of environment.items) {
    setSection(document, String(key), value);
  }
  if (!environment.has('name')) {
    document.set('name', ownName);
  }
  document.delete('demandScale');
  document.delete('environments');
  scaleDemand(document, Number(environment.get('demandScale') ?? 1));
  return { text: document.toString() };
}

function setSection(document: Document, key: string, value: unknown): void {
  const before = document.get(key);
  if (merged.includes(key) && isMap(value) && isMap(before)) {
    for (const pair of (value as YAMLMap).items) {
      before.set(pair.key, pair.value);
    }
  } else {
    document.set(key, value);
  }
}

function scaleDemand(document: Document, factor: number): void {
  const workloads = document.get('workloads');
  for (const workload of isSeq(workloads) ? workloads.items : []) {
    const demand = isMap(workload) ? workload.get('demand') : undefined;
    if (isMap(demand)) {
      if (demand.has('trace')) {
        demand.set('scale', Number(demand.get('scale') ?? 1) * factor);
      }
      for (const rate of rates) {
        const stated = demand.get(rate, true);
        if (isScalar(stated) && typeof stated.value === 'number') {
          demand.set(rate, stated.value * factor);
        }
      }
    }
  }
}

const unknownEnvironment = (name: string, known: readonly string[]): Finding =>
  error(['environments'], {
    problem: 'have none of this name',
    got: name,
    expected: known.length === 0 ? 'a section environments in the fleet file' : `one of ${known.join(', ')}`,
    fix: known.length === 0 ? 'add it, or leave out what follows @' : didYouMean(name, known),
    source: 'docs/environments.md',
  });
