import { agentDefaults, agentEnvironmentNames } from '../contract/agent-settings';
import { type Evidence, evidenceKey } from '../contract/evidence';
import { hookNames } from '../contract/hooks';
import { type CellName, poolGroupName } from '../contract/names';

export interface BootEvidenceProps {
  readonly cell: CellName;
  readonly bucket: string;
  readonly account: string;
  readonly region: string;
}

/**
 * Parts of what the script's commands print that may leave the instance: fixed words, and codes of AWS. Everything else stays
 * on the instance, as with lines of an engine.
 */
const allowed = [
  'An error occurred [(][A-Za-z0-9.]+[)] when calling the [A-Za-z]+ operation',
  'Unable to locate credentials',
  '(Could not connect to|(Connect|Read) timeout on) the endpoint URL',
  'polyregion: the agent in the bucket is not the one that is pinned: sha256:[0-9a-f]{64}',
  'No space left on device',
  'Read-only file system',
  'Permission denied',
  'Cannot allocate memory',
  'No such file or directory',
  'command not found',
  'Unexpected EOF in archive',
  'Failed to (connect to bus|enable unit)',
];

/** Newest lines that are kept. */
const mostLines = 20;

const problem = 'the boot script ended in the step $step with status $status';
const fixed: Pick<Evidence, 'kind' | 'stage'> = { kind: 'launch-failed', stage: 'boot' };

/**
 * What the boot script does before everything else: where one of its commands fails, it stores what the agent would store, and
 * has the launch ended at once. The evidence lies in memory, because the disk may be what failed.
 */
export const keepBootEvidence = ({ cell, bucket, account, region }: BootEvidenceProps): string[] => [
  "step='files'",
  'said="$(mktemp -p /dev/shm)"',
  'exec 3>&2 2>"$said"',
  'ended() {',
  '  status=$?',
  '  set +e',
  '  exec 2>&3',
  '  cat "$said" >&2',
  '  if [ "$status" -eq 0 ]; then rm "$said"; return; fi',
  `  metadata="\${${agentEnvironmentNames.metadataEndpoint}:-${agentDefaults.metadataEndpoint}}/latest"`,
  '  token="$(curl -sf -m 5 -X PUT -H "X-aws-ec2-metadata-token-ttl-seconds: 300" "$metadata/api/token")"',
  '  tell() { curl -sf -m 5 -H "X-aws-ec2-metadata-token: $token" "$metadata/meta-data/$1"; }',
  '  instance="$(tell instance-id)"',
  `  group="${poolGroupName(cell, 'baseline')}"`,
  `  if [ "$(tell instance-life-cycle)" = spot ]; then group="${poolGroupName(cell, 'overflow')}"; fi`,
  '  at="$(date -u +%Y-%m-%dT%H:%M:%S.000Z)"',
  `  lines="$(grep -Eo '${allowed.join('|')}' "$said" | tail -n ${mostLines} | sed 's/.*/"&"/' | paste -sd ,)"`,
  '  reason=other',
  '  case "$lines" in *AccessDenied*) reason=permission ;; esac',
  '  cat > "$said" <<EVIDENCE',
  `{"at":"$at","fleet":"${cell.fleet}","model":"${cell.model}","instanceId":"$instance","instanceType":"$(tell instance-type)","kind":"${fixed.kind}","reason":"$reason","stage":"${fixed.stage}","problem":"${problem}","agent":[$lines],"engines":[]}`,
  'EVIDENCE',
  `  timeout 30 aws s3api put-object --region "${region}" --bucket "${bucket}" --expected-bucket-owner "${account}" --key "${evidenceKey(cell.model, '$at', '$instance')}" --if-none-match '*' --body "$said" > /dev/null`,
  // Set where the instance belongs to no group, so that there is no hook: what a measured instance does instead.
  `  if [ -n "\${after_failure:-}" ]; then $after_failure; return; fi`,
  '  for wait in 10 30 0; do',
  `    if timeout 30 aws autoscaling complete-lifecycle-action --region "${region}" --lifecycle-hook-name ${hookNames.launch} --auto-scaling-group-name "$group" --instance-id "$instance" --lifecycle-action-result ABANDON; then break; fi`,
  '    sleep "$wait"',
  '  done',
  '}',
  'trap ended EXIT',
];
