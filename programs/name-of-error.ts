/** The kind of an error, fit for a log: its message may quote what the service was given. */
export function nameOfError(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  return /^[A-Za-z][A-Za-z.]{0,80}$/.test(name) ? name : 'Error';
}
