import type { Finding } from '../contract/findings';
import { fleetArgument } from '../report/fleet-argument';

/** Commands in hints of findings that read a fleet file. */
const readsFleet =
  /npx polyregion (?:artifacts push|prices update|plan --options|validate|calibrate|measure|prepare|pin|plan)\b/g;

/** The findings with every hint naming the fleet file that they are about, so that it can be pasted as it stands. */
export const pasteableHints = (findings: readonly Finding[], file: string): Finding[] =>
  findings.map((finding) => ({
    ...finding,
    message: finding.message.replace(readsFleet, (command) => `${command}${fleetArgument(file)}`),
  }));
