import { readinessStatus, type ServiceState } from '../readiness/service-state';
import type { MadeReplica } from './make-replicas';
import type { Replica } from './replica';

/** What the instance does at this moment: read by guard and readiness, changed by boot and drain. */
export class Service {
  state: ServiceState = 'booting';
  admitting = false;
  /** The guard answers. Without it no request reaches an engine. */
  guarded = false;
  /** Engines to which the guard gives new requests. */
  openEngines = 0;
  /** Auto Scaling counts the instance. */
  inService = false;
  made: readonly MadeReplica[] = [];

  serve(): void {
    if (this.state === 'booting') {
      this.state = 'serving';
      this.admitting = true;
    }
  }

  get replicas(): readonly Replica[] {
    return this.made.map(({ replica }) => replica);
  }

  replicasReady(): number {
    return this.replicas.filter(({ ready }) => ready).length;
  }

  inFlight(): number {
    return this.replicas.reduce((total, { outstanding }) => total + outstanding, 0);
  }

  status(): 200 | 503 {
    return readinessStatus(this.state, this.guarded && this.openEngines > 0 ? this.replicasReady() : 0);
  }
}
