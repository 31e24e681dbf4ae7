import { type AnswerCounts, afterAnswer, noAnswers } from './answer-counts';
import { chooseReplica, type ServingReplica } from './choose-replica';

export interface ProxiedReplica extends ServingReplica {
  outstanding: number;
  /** What users got from it. */
  answers?: AnswerCounts;
}

/** A request's place on a replica, from its first byte until its answer has ended. */
export class Place {
  private constructor(
    private readonly replicas: () => readonly ProxiedReplica[],
    private replica: ProxiedReplica,
  ) {
    replica.outstanding += 1;
  }

  /** Undefined where no replica is ready. */
  static take(replicas: () => readonly ProxiedReplica[]): Place | undefined {
    const replica = chooseReplica(replicas());
    return replica && new Place(replicas, replica);
  }

  /** Where the request goes once it has come in: elsewhere, if the replica is no longer ready. */
  port(): number {
    const other = this.replica.ready ? undefined : chooseReplica(this.replicas());
    if (other !== undefined) {
      this.leave();
      this.replica = other;
      other.outstanding += 1;
    }
    return this.replica.port;
  }

  /** @param status undefined where the engine gave none */
  answered(status: number | undefined): void {
    this.replica.answers = afterAnswer(this.replica.answers ?? noAnswers, status);
  }

  leave(): void {
    this.replica.outstanding -= 1;
  }
}
