import type * as z from 'zod/mini';
import { requireEnvironment } from './require-environment';

/**
 * Reads a variable that holds JSON of a known form. The message names the fields and not their values, because a log would
 * keep them.
 *
 * @throws Error when the variable is not set, is not JSON or has another form
 */
export function requireJson<Output>(name: string, schema: z.ZodMiniType<Output>): Output {
  const text = requireEnvironment(name);
  const refused = (fault: string): Error =>
    new Error(`environment variable ${name}: ${fault}; deploy the stack that owns this function`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refused('not JSON');
  }
  const result = schema.safeParse(value);
  if (!result.success) {
    throw refused(result.error.issues.map(({ path, message }) => `${path.join('.')}: expected ${message}`).join('; '));
  }
  return result.data;
}
