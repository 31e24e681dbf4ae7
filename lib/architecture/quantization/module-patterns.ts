/** What checkpoints write before the names of the same modules. */
const prefixes = ['', 'model.', 'model.language_model.', 'language_model.', 'language_model.model.', 'backbone.'];

/**
 * Whether one of the patterns names the module or one that holds it. Quantisers write regular expressions after `re:`,
 * globs with `*`, whole names, or a part of a name between dots.
 */
export function matchesModule(patterns: readonly string[], name: string): boolean {
  const { names, expressions } = compiled(patterns);
  return prefixes.some(
    (prefix) =>
      (names.size > 0 && runsOfSegments(prefix + name).some((run) => names.has(run))) ||
      expressions.some((expression) => expression.test(prefix + name)),
  );
}

interface Compiled {
  readonly names: ReadonlySet<string>;
  readonly expressions: readonly RegExp[];
}

/** A checkpoint lists hundreds of modules and has thousands of matrices, so a list is compiled once. */
const cache = new WeakMap<readonly string[], Compiled>();

function compiled(patterns: readonly string[]): Compiled {
  const known = cache.get(patterns);
  if (known !== undefined) {
    return known;
  }
  const made = {
    names: new Set(patterns.filter((pattern) => !isExpression(pattern))),
    expressions: patterns.filter(isExpression).map(expressionOf),
  };
  cache.set(patterns, made);
  return made;
}

const isExpression = (pattern: string): boolean => pattern.startsWith('re:') || pattern.includes('*');

function expressionOf(pattern: string): RegExp {
  if (pattern.startsWith('re:')) {
    return new RegExp(`^(?:${pattern.slice(3)})`);
  }
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped}(\\..*)?$`);
}

/** All parts of a name between dots, of one segment or of several in a row. */
function runsOfSegments(name: string): readonly string[] {
  const segments = name.split('.');
  return segments.flatMap((_, start) =>
    Array.from({ length: segments.length - start }, (__, length) =>
      segments.slice(start, start + length + 1).join('.'),
    ),
  );
}
