import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Answers } from './new-fleet-file';

const answersSchema = z.record(z.string(), z.string());

/** Where the answers of an interview stand until its fleet file is written. */
export const keptPath = (out: string): string => join(dirname(out), '.polyregion-init.json');

/** The answers of an interview that was interrupted; undefined where there was none, or its file cannot be read. */
export function keptAnswers(out: string): Answers | undefined {
  const path = keptPath(out);
  if (!existsSync(path)) {
    return undefined;
  }
  try {
    const { data } = answersSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return data;
  } catch {
    return undefined;
  }
}

export const keepAnswers = (out: string, answers: Answers): void =>
  writeFileSync(keptPath(out), `${JSON.stringify(answers, null, 2)}\n`);

export const forgetAnswers = (out: string): void => rmSync(keptPath(out), { force: true });
