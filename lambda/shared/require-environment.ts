/** @throws Error when the variable is not set: a lambda without its configuration must fail, not guess */
export function requireEnvironment(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') {
    throw new Error(
      `environment variable ${name}: missing, expected a value; deploy the stack that owns this function`,
    );
  }
  return value;
}
