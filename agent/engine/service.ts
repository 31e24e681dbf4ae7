import { readinessStatus, type ServiceState } from '../readiness/service-state';
import type { SaltKey } from '../serving/cache-salt';
import type { MadeReplica } from './make-replicas';
import type { Replica } from './replica';

/** What the instance does at this moment: read by its two ports, changed by boot and drain. */
export class Service {
  state: ServiceState = 'booting';
  admitting = false;
  /** Undefined until it is read, where the model needs one. */
  saltKey: SaltKey | undefined;
  /** Auto Scaling counts the instance. */
  inService = false;
  made: readonly MadeReplica[] = [];

  serve(): void {
    if (this.state === 'booting') {
      this.state = 'serving';
      this.admitting = true;
    }
  }

  constructor(private readonly needsSalt: boolean) {}

  /** A model that needs cache salts answers no request before their key is there. */
  get keyed(): boolean {
    return !this.needsSalt || this.saltKey !== undefined;
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
    return readinessStatus(this.state, this.keyed ? this.replicasReady() : 0);
  }
}
