import type { MadeReplica } from './engine/make-replicas';
import type { Replica } from './engine/replica';
import { type Phase, readinessStatus } from './readiness/instance-readiness';

/** What the instance does at this moment: read by its two ports, changed by boot and drain. */
export class Service {
  phase: Phase = 'booting';
  admitting = false;
  /** Auto Scaling counts the instance. */
  inService = false;
  made: readonly MadeReplica[] = [];

  serve(): void {
    if (this.phase === 'booting') {
      this.phase = 'serving';
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
    return readinessStatus(this.phase, this.replicasReady());
  }
}
