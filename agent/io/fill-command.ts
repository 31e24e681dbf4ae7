/** A command line with its placeholders filled in; an argument `{flags}` becomes all flags. @throws Error at an unknown one */
export function fillCommand(
  template: readonly string[],
  values: Readonly<Record<string, string | number>>,
  flags: readonly string[] = [],
): string[] {
  return template.flatMap((argument) =>
    argument === '{flags}'
      ? flags
      : [
          argument.replace(/\{(\w+)\}/g, (_all, name: string) => {
            const value = values[name];
            if (value === undefined) {
              throw new Error(`engine command: {${name}}: is no placeholder, expected one of ${Object.keys(values)}`);
            }
            return String(value);
          }),
        ],
  );
}
