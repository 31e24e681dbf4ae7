import type { Sequences } from './sequences';

/** A list of requests that are linked through the columns `previous` and `next`. A request is in one list at most. */
export class RequestList {
  first = -1;
  last = -1;

  constructor(private readonly links: Pick<Sequences, 'previous' | 'next'>) {}

  append(request: number): void {
    const { previous, next } = this.links;
    previous[request] = this.last;
    next[request] = -1;
    if (this.last < 0) {
      this.first = request;
    } else {
      next[this.last] = request;
    }
    this.last = request;
  }

  prepend(request: number): void {
    const { previous, next } = this.links;
    previous[request] = -1;
    next[request] = this.first;
    if (this.first < 0) {
      this.last = request;
    } else {
      previous[this.first] = request;
    }
    this.first = request;
  }

  remove(request: number): void {
    const { previous, next } = this.links;
    const before = previous[request] as number;
    const after = next[request] as number;
    if (before < 0) {
      this.first = after;
    } else {
      next[before] = after;
    }
    if (after < 0) {
      this.last = before;
    } else {
      previous[after] = before;
    }
  }
}
