import { agentDefaults } from '../contract/agent-settings';
import {
  type GatewayParameters,
  gatewayAgentPrefix,
  gatewayParametersFile,
  gatewayParametersText,
} from '../contract/gateway';
import { fetchProgram, startProgram } from './boot-steps';
import type { ArtifactPlaceOfStack } from './instance-template';

export interface GatewayBootScriptProps extends ArtifactPlaceOfStack {
  readonly parameters: GatewayParameters;
  /** Digest of the archive of the gateways' program, or a token of one. */
  readonly programDigest: string;
}

const unitFile = '/etc/systemd/system/polyregion-gateway.service';

/**
 * The script that a gateway runs as root at its first start: it writes the parameters, fetches the program, trusts it only
 * under its pinned digest, and leaves the rest to it. When the script fails, the launch hook times out and ends the instance.
 * `POLYREGION_ROOT` stands before every path; it is set by tests alone.
 */
export const gatewayBootScript = ({ parameters, programDigest, ...place }: GatewayBootScriptProps): string[] => [
  'set -euo pipefail',
  `root="\${POLYREGION_ROOT:-}"`,
  `install -d -m 0755 "$root$(dirname ${gatewayParametersFile})" "$root$(dirname ${unitFile})"`,
  `install -d -m 0700 "$root${agentDefaults.stateFolder}"`,
  `cat > "$root${gatewayParametersFile}" <<'PARAMETERS'`,
  gatewayParametersText(parameters),
  'PARAMETERS',
  ...fetchProgram({ ...place, digest: programDigest, prefix: gatewayAgentPrefix }),
  ...startProgram({ region: place.region, unitFile, description: 'Polyregion gateway', before: [] }),
];
