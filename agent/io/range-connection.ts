import { closeSync, openSync, writeSync } from 'node:fs';
import { connect as connectPlainly, type Socket } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import { type ResponseHead, responseHead } from '../weights/response-head';
import type { Origin, RangeJob } from './range-job';

const bufferBytes = 256 * 1024;
const mostHeadBytes = 16 * 1024;
/** What a connection must bring. */
export interface Pace {
  readonly bytes: number;
  readonly seconds: number;
}

/**
 * A connection that brings less is given up, and the range is asked for again. S3's connections carry megabytes a second;
 * one that is silent or trickles would hold up the launch. Assumed.
 */
const slowest: Pace = { bytes: 4 * 1024 * 1024, seconds: 15 };
const endOfHead = '\r\n\r\n';

interface Running {
  readonly job: RangeJob;
  readonly file: number;
  /** Text of the answer's head so far, then the head. */
  text: string;
  head: ResponseHead | undefined;
  /** Where the next byte goes. */
  at: number;
  /** Where it went when the pace was last looked at. */
  lookedAt: number;
  readonly settle: (whole: boolean) => void;
  readonly fail: (problem: Error) => void;
}

/**
 * One connection that is read into one buffer of its own, from which every piece is written to its place at once. Node's
 * HTTP client makes a new buffer of each 64 KiB: that took three times the time of a processor. It blocks: for threads that
 * do nothing else.
 */
export class RangeConnection {
  private readonly socket: Socket;
  private readonly buffer = Buffer.allocUnsafe(bufferBytes);
  private running: Running | undefined;
  private readonly watch: NodeJS.Timeout;
  closed = false;

  constructor(
    { secure, host, port }: Origin,
    private readonly pace: Pace = slowest,
  ) {
    const onread = { buffer: this.buffer, callback: (bytes: number) => this.take(bytes) };
    const options = { host, port, onread };
    this.socket = secure ? connectSecurely(options) : connectPlainly(options);
    this.socket.setNoDelay(true);
    this.watch = setInterval(() => this.lookAtPace(), pace.seconds * 1000).unref();
    this.socket.on('error', (problem) => this.end(problem));
    this.socket.on('close', () => this.end(named('TimeoutError', 'closed in the middle of a range')));
  }

  get idle(): boolean {
    return this.running === undefined && !this.closed;
  }

  /** False where the answer was something else than the range: it is for the SDK to read. @throws Error where none came */
  fetch(job: RangeJob): Promise<boolean> {
    return new Promise((settle, fail) => {
      const file = openSync(job.file, 'r+');
      this.running = { job, file, text: '', head: undefined, at: job.start, lookedAt: job.start, settle, fail };
      this.watch.refresh();
      this.socket.write(job.head);
    });
  }

  end(problem?: Error): void {
    this.closed = true;
    clearInterval(this.watch);
    this.socket.destroy();
    if (problem !== undefined) {
      this.finish(({ fail }) => fail(problem));
    }
  }

  private lookAtPace(): void {
    const { running, pace } = this;
    if (running !== undefined && running.at - running.lookedAt < pace.bytes) {
      this.end(named('SlowConnection', `less than ${pace.bytes} bytes within ${pace.seconds} s`));
    } else if (running !== undefined) {
      running.lookedAt = running.at;
    }
  }

  /** Writes the first bytes of the buffer. Always true: what is read is written before more is. */
  private take(bytes: number): boolean {
    const { running } = this;
    try {
      if (running === undefined) {
        throw named('Error', 'bytes outside the requested range');
      }
      const from = running.head === undefined ? this.readHead(running, bytes) : 0;
      if (running.head !== undefined) {
        this.write(running, from, bytes);
      }
    } catch (thrown) {
      this.end(thrown as Error);
    }
    return true;
  }

  /** Where the body begins in the buffer. */
  private readHead(running: Running, bytes: number): number {
    const { job, text } = running;
    const all = text + this.buffer.toString('latin1', 0, bytes);
    const end = all.indexOf(endOfHead);
    running.text = all;
    if (end < 0 && all.length < mostHeadBytes) {
      return bytes;
    }
    const head = end < 0 ? undefined : responseHead(all.slice(0, end));
    if (head?.status === 206 && head.bodyBytes === job.end - job.start) {
      running.head = head;
      return end + endOfHead.length - text.length;
    }
    this.end();
    this.finish(({ settle }) => settle(false));
    return bytes;
  }

  private write(running: Running, from: number, bytes: number): void {
    const { job, file } = running;
    if (running.at + bytes - from > job.end) {
      throw named('Error', 'more bytes than the range has');
    }
    for (let next = from; next < bytes; ) {
      const written = writeSync(file, this.buffer, next, bytes - next, running.at);
      next += written;
      running.at += written;
    }
    if (running.at === job.end) {
      if (!running.head?.keepsAlive) {
        this.end();
      }
      this.finish(({ settle }) => settle(true));
    }
  }

  private finish(tell: (running: Running) => void): void {
    const { running } = this;
    this.running = undefined;
    if (running !== undefined) {
      closeSync(running.file);
      tell(running);
    }
  }
}

const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });
