/** Commands to run next, in a column of their own, each with what it does. */
export function stepsText(steps: readonly (readonly [command: string, does: string])[]): string {
  const width = Math.max(...steps.map(([command]) => command.length));
  return steps.map(([command, does]) => `  ${command.padEnd(width)}   ${does}\n`).join('');
}
