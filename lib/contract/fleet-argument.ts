/** What a shell takes as one word. */
export const shellWord = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/** The option that names a fleet file to a command of Polyregion; nothing for the default one. */
export const fleetArgument = (file: string): string => (file === 'fleet.yaml' ? '' : ` --fleet ${shellWord(file)}`);

/** The option that names a fleet file to `npx cdk`; nothing for the default one. */
export const cdkFleetArgument = (file: string): string =>
  file === 'fleet.yaml' ? '' : ` -c ${shellWord(`fleet=${file}`)}`;
