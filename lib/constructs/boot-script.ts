import { agentDefaults } from '../contract/agent-settings';
import { agentPrefix } from '../contract/artifacts';
import { type CellParameters, cellParametersFile, cellParametersText } from '../contract/cell-parameters';
import { keepBootEvidence } from './boot-evidence';
import { fetchProgram, startProgram } from './boot-steps';
import { type CompanyNetwork, companyEnvironment, companyNetworkScript } from './company-network-script';

export interface BootScriptProps {
  readonly parameters: CellParameters;
  /** Digest of the agent's archive, or a token of one. */
  readonly agentDigest: string;
  readonly bucket: string;
  readonly account: string;
  readonly region: string;
  /** @default - AWS services are reached without a proxy, and only public authorities are trusted */
  readonly companyNetwork?: CompanyNetwork | undefined;
}

const unitFile = '/etc/systemd/system/polyregion-agent.service';
const mountScript = '/opt/polyregion/mount-instance-store';

/**
 * The script that an instance runs as root at its first start: it writes the cell's parameters, fetches the agent, trusts it
 * only under its pinned digest, and leaves the rest to it. When the script fails, it says why and has the launch abandoned.
 * `POLYREGION_ROOT` stands before every path; it is set by tests alone.
 */
export function bootScript(props: BootScriptProps): string[] {
  return [
    'set -euo pipefail',
    ...keepBootEvidence({ ...props, cell: props.parameters }),
    `root="\${POLYREGION_ROOT:-}"`,
    `install -d -m 0755 "$root$(dirname ${cellParametersFile})" "$root$(dirname ${mountScript})" "$root$(dirname ${unitFile})"`,
    `install -d -m 0700 "$root${agentDefaults.stateFolder}"`,
    `cat > "$root${cellParametersFile}" <<'PARAMETERS'`,
    cellParametersText(props.parameters),
    'PARAMETERS',
    `cat > "$root${mountScript}" <<'MOUNT'`,
    ...mountInstanceStore,
    'MOUNT',
    `chmod 0755 "$root${mountScript}"`,
    ...companyNetworkScript(props.companyNetwork ?? {}, props.region),
    "step='agent'",
    ...fetchProgram({ ...props, digest: props.agentDigest, prefix: agentPrefix }),
    "step='unit'",
    ...startProgram({ region: props.region, unitFile, ...agentUnit(props) }),
  ];
}

/**
 * Instance store is empty after every start of the instance, so this runs before every start of the agent. AWS's images
 * with NVIDIA drivers mount it themselves, at /opt/dlami/nvme; assumed until it has been seen on an instance.
 */
const mountInstanceStore = [
  '#!/bin/bash',
  'set -euo pipefail',
  `folder="${agentDefaults.instanceStoreFolder}"`,
  'if mountpoint -q "$folder"; then exit 0; fi',
  'if mountpoint -q /opt/dlami/nvme; then',
  '  install -d -m 0700 /opt/dlami/nvme/polyregion "$folder"',
  '  exec mount --bind /opt/dlami/nvme/polyregion "$folder"',
  'fi',
  "mapfile -t disks < <(lsblk --nodeps --noheadings --output PATH,MODEL | awk '/NVMe Instance Storage/ { print $1 }')",
  `if [ "\${#disks[@]}" -eq 0 ]; then exit 0; fi`,
  `disk="\${disks[0]}"`,
  `if [ "\${#disks[@]}" -gt 1 ]; then`,
  '  mdadm --stop --scan || true',
  `  mdadm --create /dev/md/polyregion --level=0 --run --force --raid-devices="\${#disks[@]}" "\${disks[@]}"`,
  '  disk=/dev/md/polyregion',
  'fi',
  'mkfs.xfs -f -q "$disk"',
  'install -d -m 0700 "$folder"',
  'exec mount -o noatime "$disk" "$folder"',
];

/** Engines and guard outlive the agent: its restart loads no model again and cuts no stream. */
const agentUnit = ({ companyNetwork = {}, region }: BootScriptProps) => ({
  description: 'Polyregion agent',
  before: [
    ...Object.entries(companyEnvironment(companyNetwork, region)).map(
      ([name, value]) => `Environment=${name}=${value}`,
    ),
    `ExecStartPre=-${mountScript}`,
  ],
});
