/** Where a fleet comes from: its file, and the environment of it that is meant; undefined for the fleet itself. */
export interface FleetPlace {
  readonly file: string;
  readonly environment: string | undefined;
}

/** `fleet.yaml@staging` names the environment staging of fleet.yaml. */
export function fleetPlace(written: string): FleetPlace {
  const [, file, environment] = /^(.*\.ya?ml)@([\w-]+)$/s.exec(written) ?? [];
  return { file: file ?? written, environment };
}

/** `fleet.yaml` → `fleet.lock.yaml`, `fleet.yaml@staging` → `fleet.staging.lock.yaml`. */
export function besideFleetFile(written: string, kind: 'lock' | 'measured'): string {
  const { file, environment } = fleetPlace(written);
  return file.replace(/(\.ya?ml)?$/, `${environment === undefined ? '' : `.${environment}`}.${kind}.yaml`);
}
