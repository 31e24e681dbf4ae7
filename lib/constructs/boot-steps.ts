import { basename } from 'node:path';
import { agentDefaults, agentRuntimeSettings } from '../contract/agent-settings';
import { agentFiles } from '../contract/artifacts';

export interface FetchedProgram {
  /** Digest of the program's archive, or a token of one. */
  readonly digest: string;
  /** Prefix of its key in the bucket. */
  readonly prefix: string;
  readonly bucket: string;
  readonly account: string;
  readonly region: string;
}

/** Fetches the archive of a program, and trusts it only under its pinned digest. Leaves its folder in `agent`. */
export const fetchProgram = ({ digest, prefix, bucket, account, region }: FetchedProgram): string[] => [
  `pinned="${digest}"`,
  `digest="\${pinned#sha256:}"`,
  `archive="$root${agentDefaults.stateFolder}/agent.tar"`,
  'for wait in 1 2 4 8 16 32 0; do',
  `  if aws s3api get-object --region "${region}" --bucket "${bucket}" --expected-bucket-owner "${account}" --key "${prefix}$digest.tar" "$archive" > /dev/null; then break; fi`,
  '  sleep "$wait"',
  'done',
  `if ! echo "$digest  $archive" | sha256sum --check --status; then`,
  '  echo "polyregion: the agent in the bucket is not the one that is pinned: $pinned" >&2',
  '  exit 1',
  'fi',
  'agent="/opt/polyregion/agent/$digest"',
  'install -d -m 0755 "$root$agent"',
  'tar --extract --no-same-owner --file "$archive" --directory "$root$agent"',
  'rm "$archive"',
];

export interface StartedProgram {
  readonly region: string;
  readonly unitFile: string;
  readonly description: string;
  /** Further lines of the service that stand before its start. */
  readonly before: readonly string[];
}

/** A unit that keeps the program running, and ends nothing that the program has started. */
export const startProgram = ({ region, unitFile, description, before }: StartedProgram): string[] => [
  `cat > "$root${unitFile}" <<UNIT`,
  '[Unit]',
  `Description=${description}`,
  'Wants=network-online.target',
  'After=network-online.target docker.service',
  '[Service]',
  `Environment=AWS_REGION=${region}`,
  ...Object.entries(agentRuntimeSettings.environment).map(([name, value]) => `Environment=${name}=${value}`),
  ...before,
  `ExecStart=$agent/${agentFiles.runtime} ${agentRuntimeSettings.flags.join(' ')} $agent/${agentFiles.program}`,
  'Restart=always',
  'RestartSec=2',
  'KillMode=process',
  'LimitNOFILE=1048576',
  '[Install]',
  'WantedBy=multi-user.target',
  'UNIT',
  'systemctl daemon-reload',
  `systemctl enable --now --no-block ${basename(unitFile)}`,
];
