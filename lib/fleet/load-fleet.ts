import { type Finding, hasErrors } from '../contract/findings';
import { addressChecks } from './checks/address-checks';
import { busyHoursChecks } from './checks/busy-hours-checks';
import { claimChecks } from './checks/claim-checks';
import { configChecks } from './checks/config-checks';
import { declaredMemoryChecks } from './checks/declared-memory-checks';
import { demandChecks } from './checks/demand-checks';
import { engineChecks } from './checks/engine-checks';
import { environmentChecks } from './checks/environment-checks';
import { existingNetworkChecks } from './checks/existing-network-checks';
import { failoverChecks } from './checks/failover-checks';
import { fallbackChecks } from './checks/fallback-checks';
import { gatewayChecks } from './checks/gateway-checks';
import { gpuFormatChecks } from './checks/gpu-format-checks';
import { idleWorkChecks } from './checks/idle-work-checks';
import { imageChecks } from './checks/image-checks';
import { instanceTypeChecks } from './checks/instance-type-checks';
import { issuerAddressChecks } from './checks/issuer-address-checks';
import { knownModelChecks } from './checks/known-model-checks';
import { layoutChecks } from './checks/layout-checks';
import { modelChecks } from './checks/model-checks';
import { networkChecks } from './checks/network-checks';
import { offeringChecks } from './checks/offering-checks';
import { ownedChecks } from './checks/owned-checks';
import { poolChecks } from './checks/pool-checks';
import { providerChecks } from './checks/provider-checks';
import { regionChecks } from './checks/region-checks';
import { shapeChecks } from './checks/shape-checks';
import { tokenChecks } from './checks/token-checks';
import { whenShortChecks } from './checks/when-short-checks';
import { workloadChecks } from './checks/workload-checks';
import { completeFleet } from './complete-fleet';
import type { Fleet } from './fleet';
import { parseYaml } from './parse-yaml';
import { placedModels } from './placed-models';
import type { RelatedFiles } from './related-files';
import { fleetSchema } from './schema';
import { schemaFindings } from './schema-findings';
import { wellFormedSections } from './well-formed-sections';

export interface LoadedFleet {
  /** Undefined when any finding is an error. */
  readonly fleet: Fleet | undefined;
  readonly findings: readonly Finding[];
}

const checks = [
  ...regionChecks,
  ...workloadChecks,
  ...shapeChecks,
  ...idleWorkChecks,
  ...failoverChecks,
  ...demandChecks,
  ...modelChecks,
  ...knownModelChecks,
  ...configChecks,
  ...layoutChecks,
  ...declaredMemoryChecks,
  ...engineChecks,
  ...imageChecks,
  ...instanceTypeChecks,
  ...offeringChecks,
  ...gpuFormatChecks,
  ...poolChecks,
  ...busyHoursChecks,
  ...fallbackChecks,
  ...networkChecks,
  ...gatewayChecks,
  ...existingNetworkChecks,
  ...ownedChecks,
  ...tokenChecks,
  ...claimChecks,
  ...issuerAddressChecks,
  ...addressChecks,
  ...environmentChecks,
  ...providerChecks,
  ...whenShortChecks,
];

/** Reads, checks and completes a fleet file, and reports everything that is wrong with it at once. */
export function loadFleet(text: string, related: RelatedFiles): LoadedFleet {
  const { value: raw, findings: unreadable } = parseYaml(text);
  if (raw === undefined) {
    return { fleet: undefined, findings: unreadable };
  }
  const written = wellFormedSections(raw);
  const placed = placedModels(written.models ?? [], written, related);
  const sections = { ...written, ...('models' in written && { models: placed.models }) };
  const findings = [
    ...schemaFindings(raw),
    ...placed.findings,
    ...checks
      .filter(({ needs }) => needs.every((section) => section in sections))
      .flatMap(({ run }) => run(sections as Parameters<typeof run>[0], related)),
  ];
  return hasErrors(findings)
    ? { fleet: undefined, findings }
    : { fleet: completeFleet({ ...fleetSchema.parse(raw), models: placed.models }, related), findings };
}
