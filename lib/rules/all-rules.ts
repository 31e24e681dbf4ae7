import { calculatedThreshold } from './dns/calculated-threshold';
import { checkInterval } from './dns/check-interval';
import { checkedRecords } from './dns/checked-records';
import { checkerRegions } from './dns/checker-regions';
import { failureThreshold } from './dns/failure-threshold';
import { noDefaultLocation } from './dns/no-default-location';
import { plainMetricCheck } from './dns/plain-metric-check';
import { deletionProtection } from './group/deletion-protection';
import { drainHook } from './group/drain-hook';
import { healthCheckType } from './group/health-check-type';
import { hookTimeout } from './group/hook-timeout';
import { instanceLifetime } from './group/instance-lifetime';
import { instanceWarmup } from './group/instance-warmup';
import { launchHook } from './group/launch-hook';
import { noDesiredCapacity } from './group/no-desired-capacity';
import { onePurchaseOption } from './group/one-purchase-option';
import { oneWayToReplace } from './group/one-way-to-replace';
import { refreshWithoutAlarms } from './group/refresh-without-alarms';
import { rollingRefresh } from './group/rolling-refresh';
import { spotAllocation } from './group/spot-allocation';
import { unmodifiedSizes } from './group/unmodified-sizes';
import { warmPoolAlone } from './group/warm-pool-alone';
import { insideJurisdiction } from './jurisdiction/inside-jurisdiction';
import { recordsInsideJurisdiction } from './jurisdiction/records-inside-jurisdiction';
import { detailedMonitoring } from './launch-template/detailed-monitoring';
import { encryptedVolumes } from './launch-template/encrypted-volumes';
import { gp3Volumes } from './launch-template/gp3-volumes';
import { imdsv2 } from './launch-template/imdsv2';
import { metadataHopLimit } from './launch-template/metadata-hop-limit';
import { noKeyPair } from './launch-template/no-key-pair';
import { noPublicAddress } from './launch-template/no-public-address';
import { tagsOfWhatIsLaunched } from './launch-template/tags-of-what-is-launched';
import { userDataSize } from './launch-template/user-data-size';
import { userDataWithoutCredentials } from './launch-template/user-data-without-credentials';
import { deregistrationDelay } from './load-balancing/deregistration-delay';
import { groupsAfterListener } from './load-balancing/groups-after-listener';
import { httpsOnly } from './load-balancing/https-only';
import { readinessCheck } from './load-balancing/readiness-check';
import { tls13 } from './load-balancing/tls13';
import { tokenBeforeEngine } from './load-balancing/token-before-engine';
import { fewNotifications } from './money/few-notifications';
import { oneFilterStyle } from './money/one-filter-style';
import { positiveLimit } from './money/positive-limit';
import { alarmAction } from './monitoring/alarm-action';
import { alarmRunbook } from './monitoring/alarm-runbook';
import { alarmWindow } from './monitoring/alarm-window';
import { functionLog } from './monitoring/function-log';
import { logRetention } from './monitoring/log-retention';
import { closedPorts } from './network/closed-ports';
import { declaredInternet } from './network/declared-internet';
import { noOverwriting } from './permissions/no-overwriting';
import { noWildcardAction } from './permissions/no-wildcard-action';
import { reasonedWildcardResource } from './permissions/reasoned-wildcard-resource';
import { environmentWithoutCredentials } from './privacy/environment-without-credentials';
import { expiringAccessLog } from './privacy/expiring-access-log';
import { redactedFirewallLog } from './privacy/redacted-firewall-log';
import { unsampledRequests } from './privacy/unsampled-requests';
import type { Rule } from './rule';
import { keyRotation } from './storage/key-rotation';
import { privateBucket } from './storage/private-bucket';
import { tlsOnlyBucket } from './storage/tls-only-bucket';

/** Every rule of the project. A test checks that this list, the files and docs/rules.md agree. */
export const allRules: readonly Rule[] = [
  imdsv2,
  metadataHopLimit,
  encryptedVolumes,
  gp3Volumes,
  noPublicAddress,
  noKeyPair,
  tagsOfWhatIsLaunched,
  detailedMonitoring,
  userDataSize,
  userDataWithoutCredentials,
  rollingRefresh,
  healthCheckType,
  noDesiredCapacity,
  unmodifiedSizes,
  instanceWarmup,
  deletionProtection,
  warmPoolAlone,
  onePurchaseOption,
  spotAllocation,
  oneWayToReplace,
  instanceLifetime,
  launchHook,
  drainHook,
  hookTimeout,
  refreshWithoutAlarms,
  deregistrationDelay,
  readinessCheck,
  httpsOnly,
  tls13,
  tokenBeforeEngine,
  groupsAfterListener,
  closedPorts,
  declaredInternet,
  checkInterval,
  failureThreshold,
  checkerRegions,
  checkedRecords,
  noDefaultLocation,
  plainMetricCheck,
  calculatedThreshold,
  oneFilterStyle,
  positiveLimit,
  fewNotifications,
  alarmAction,
  alarmRunbook,
  alarmWindow,
  logRetention,
  functionLog,
  keyRotation,
  privateBucket,
  tlsOnlyBucket,
  noWildcardAction,
  reasonedWildcardResource,
  noOverwriting,
  insideJurisdiction,
  recordsInsideJurisdiction,
  environmentWithoutCredentials,
  redactedFirewallLog,
  unsampledRequests,
  expiringAccessLog,
];
