import { RequestList } from './request-list';
import type { Sequences } from './sequences';

/** Requests that wait for an engine, in the order in which it takes them: by priority, then first come, first served. */
export class WaitingRequests {
  private readonly lists: RequestList[] = [];

  constructor(private readonly sequences: Sequences) {}

  /** The request that is next, −1 where none waits. */
  get head(): number {
    for (const { first } of this.lists) {
      if (first >= 0) {
        return first;
      }
    }
    return -1;
  }

  append(request: number): void {
    this.listOf(request).append(request);
  }

  /** A preempted request came before all that wait in its priority. */
  prepend(request: number): void {
    this.listOf(request).prepend(request);
  }

  remove(request: number): void {
    this.listOf(request).remove(request);
  }

  private listOf(request: number): RequestList {
    const priority = this.sequences.priority[request] as number;
    while (this.lists.length <= priority) {
      this.lists.push(new RequestList(this.sequences));
    }
    return this.lists[priority] as RequestList;
  }
}
