import type { MadeReplica } from './engine/make-replicas';
import type { Replica } from './engine/replica';
import { type Phase, readinessStatus } from './readiness/instance-readiness';
import type { SaltKey } from './serving/cache-salt';

/** What the instance does at this moment: read by its two ports, changed by boot and drain. */
export class Service {
  phase: Phase = 'booting';
  admitting = false;
  /** Undefined until it is read, where the model needs one. */
  saltKey: SaltKey | undefined;
  /** Auto Scaling counts the instance. */
  inService = false;
  made: readonly MadeReplica[] = [];

  serve(): void {
    if (this.phase === 'booting') {
      this.phase = 'serving';
      this.admitting = true;
    }
  }

  constructor(private readonly needsSalt: boolean) {}

  /** Without the key of its cache salts a model that needs them answers nobody. */
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
    return readinessStatus(this.phase, this.keyed ? this.replicasReady() : 0);
  }
}
