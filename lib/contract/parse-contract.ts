import type * as z from 'zod/mini';

/** What a value is, and what to do where it is not as its schema says: the beginning and the end of the message. */
export interface ContractText {
  readonly what: string;
  readonly fix: string;
}

/** Longer values are cut in a message. */
const shownCharacters = 80;

/** @throws Error naming the path of every field that is wrong, what it holds and what is expected */
export function parseContract<Output>(schema: z.ZodMiniType<Output>, value: unknown, text: ContractText): Output {
  const result = schema.safeParse(value);
  if (result.success) {
    return result.data;
  }
  const faults = result.error.issues.map(
    ({ path, message }) => `${pathText(path)}expected ${message}, got ${shown(valueAt(value, path))}`,
  );
  throw new Error(`${text.what}: ${faults.join('; ')}; ${text.fix}`);
}

/** @throws Error as {@link parseContract}, or where the text is not JSON */
export function parseContractText<Output>(schema: z.ZodMiniType<Output>, json: string, text: ContractText): Output {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new Error(`${text.what}: expected JSON, got ${shown(json)}; ${text.fix}`);
  }
  return parseContract(schema, value, text);
}

/** `files[0].path: `, or nothing for the whole value. */
function pathText(path: readonly PropertyKey[]): string {
  const parts = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`));
  return path.length === 0 ? '' : `${parts.join('').replace(/^\./, '')}: `;
}

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((part, key) => (part as Readonly<Record<PropertyKey, unknown>> | undefined)?.[key], value);

function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > shownCharacters ? `${text.slice(0, shownCharacters)}…` : text;
}
