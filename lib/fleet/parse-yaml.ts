import { type Document, isMap, isScalar, parseDocument, visit } from 'yaml';
import { error, type Finding, type Path } from '../contract/findings';

const source = 'fleet file format, docs/fleet-file.md';

/** The default fleet has about 2 KiB; a file this large is something else given by mistake. */
const maxBytes = 1024 * 1024;

/** Aliases may repeat a subtree, but not grow it exponentially. */
const maxAliasCount = 100;

const prototypeKeys = new Set(['__proto__', 'constructor', 'prototype']);

export interface ParsedYaml {
  readonly value: unknown;
  readonly findings: readonly Finding[];
}

const refuse = (problem: string, got: unknown, expected: string, fix: string): ParsedYaml => ({
  value: undefined,
  findings: [error([], { problem, got, expected, fix, source })],
});

/** Reads YAML text into plain data, or says why it is not a fleet file. */
export function parseYaml(text: string): ParsedYaml {
  const bytes = Buffer.byteLength(text);
  if (bytes > maxBytes) {
    return refuse(
      'is too large',
      `${bytes} bytes`,
      `at most ${maxBytes} bytes`,
      'give the fleet file, not data that it names',
    );
  }
  const document = parseDocument(text, { resolveKnownTags: false, logLevel: 'error' });
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) {
    return {
      value: undefined,
      findings: faults.map((yamlError) =>
        error([], {
          problem: 'is not YAML',
          got: yamlError.message.split('\n')[0],
          expected: 'a YAML mapping',
          fix: `mend line ${yamlError.linePos?.[0].line ?? 1}`,
          source: 'YAML 1.2',
        }),
      ),
    };
  }
  const polluting = keyFindings(document);
  if (polluting.length > 0) {
    return { value: undefined, findings: polluting };
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount });
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return refuse(
      'has an alias that cannot be expanded',
      reason,
      `at most ${maxAliasCount} aliased nodes`,
      'write the values out',
    );
  }
  if (value === null || value === undefined) {
    return refuse('is empty', undefined, 'a fleet', 'run: npx polyregion init');
  }
  if (!isMap(document.contents)) {
    return refuse('is not a mapping', value, 'keys such as name, workloads, regions', 'run: npx polyregion init');
  }
  return { value, findings: [] };
}

/** Keys that are no words: collections, which would be turned into text, and names of the language itself. */
function keyFindings(document: Document): Finding[] {
  const findings: Finding[] = [];
  visit(document, {
    Pair(_key, pair, ancestors) {
      const path: Path = ancestors
        .map((node) => (node as { key?: unknown }).key)
        .filter(isScalar)
        .map((key) => String(key.value));
      if (!isScalar(pair.key)) {
        findings.push(
          error(path, {
            problem: 'has a key that is no word',
            got: String(pair.key),
            expected: 'words as keys',
            fix: 'put it in quotes, or rename it',
            source,
          }),
        );
      } else if (prototypeKeys.has(String(pair.key.value))) {
        findings.push(
          error([...path, String(pair.key.value)], {
            problem: 'is a name of the language itself',
            got: String(pair.key.value),
            expected: 'another name',
            fix: 'rename it',
            source: 'CWE-1321, prototype pollution',
          }),
        );
      }
    },
  });
  return findings;
}
