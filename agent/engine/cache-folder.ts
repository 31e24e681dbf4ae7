import type { Settings } from '../instance/settings';

/** What one engine keeps for its next start; mounted into its container. */
export const cacheFolderOf = ({ stateFolder }: Pick<Settings, 'stateFolder'>, replica: number): string =>
  `${stateFolder}/cache/${replica}`;
