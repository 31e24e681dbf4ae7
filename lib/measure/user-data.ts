import { agentDefaults, agentEnvironmentNames } from '../contract/agent-settings';
import { type MeasurementOrder, measurementOrderFile } from '../contract/measurement';

/**
 * EC2's limit, before the encoding.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-add-user-data.html read 2026-11-27
 */
export const mostUserDataBytes = 16 * 1024;

const dropInFolder = '/etc/systemd/system/polyregion-agent.service.d';
const halt = agentDefaults.haltCommand.join(' ');

/**
 * The script of a measured instance: it sets the hard stop before anything else, leaves the order for the agent, and then
 * does what every instance of the cell does. An agent that knows no order would serve, so it is not started.
 *
 * @param script user data of the cell's launch template
 */
export const measurementUserData = (script: string, order: MeasurementOrder, hardStopSeconds: number): string =>
  [
    '#!/bin/bash',
    `shutdown -h +${Math.ceil(hardStopSeconds / 60)}`,
    `trap 'if [ "$?" -ne 0 ]; then ${halt}; fi' EXIT`,
    // The cell's own script replaces this trap with its own, which also runs `after_failure`.
    `after_failure='${halt}'`,
    'set -euo pipefail',
    `root="\${POLYREGION_ROOT:-}"`,
    `install -d -m 0755 "$root$(dirname ${measurementOrderFile})" "$root${dropInFolder}"`,
    `cat > "$root${measurementOrderFile}" <<'ORDER'`,
    JSON.stringify(order, null, 2),
    'ORDER',
    `chmod 0600 "$root${measurementOrderFile}"`,
    `cat > "$root${dropInFolder}/measurement.conf" <<'UNIT'`,
    '[Service]',
    `ExecStartPre=/bin/sh -c 'grep -q ${agentEnvironmentNames.measurementFile} /opt/polyregion/agent/*/index.js || { ${halt}; exit 1; }'`,
    'UNIT',
    script.replace(/^#!.*\n/, ''),
  ].join('\n');
