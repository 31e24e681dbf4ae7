import { requireEnvironment } from './require-environment';

/** @throws Error when the variable is not set or no JSON; its value stays out of the message, since a log would hold it */
export function requireJson(name: string): unknown {
  const text = requireEnvironment(name);
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`environment variable ${name}: not JSON; deploy the stack that owns this function`);
  }
}
