import { gunzipSync } from 'node:zlib';
import { type Architecture, readHuggingFaceConfig } from './hugging-face-config';
import { readTrace, type TraceStatistics } from './trace';

/** Reads a file that the fleet file names, by its path relative to it. @throws Error when it cannot */
export type ReadRelated = (path: string) => Buffer;

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

/** The files beside a fleet file, each read and parsed at most once. */
export interface RelatedFiles {
  trace(path: string): Outcome<TraceStatistics>;
  architecture(path: string): Outcome<Architecture>;
}

export function relatedFiles(read: ReadRelated): RelatedFiles {
  return {
    trace: once((path) => readTrace(plainText(read(path)))),
    architecture: once((path) => readHuggingFaceConfig(plainText(read(path)))),
  };
}

/** A year of one request a second is a gigabyte of trace; this is a fifth of it, and more is likely a bomb. */
const maxTextBytes = 256 * 1024 * 1024;

function plainText(bytes: Buffer): string {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return (isGzip ? gunzipSync(bytes, { maxOutputLength: maxTextBytes }) : bytes).toString('utf8');
}

function once<T>(parse: (path: string) => T): (path: string) => Outcome<T> {
  const seen = new Map<string, Outcome<T>>();
  return (path) => {
    const known = seen.get(path) ?? attempt(() => parse(path));
    seen.set(path, known);
    return known;
  };
}

function attempt<T>(action: () => T): Outcome<T> {
  try {
    return { ok: true, value: action() };
  } catch (thrown) {
    return { ok: false, reason: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}
