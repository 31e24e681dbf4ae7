import type { Fleet, IdleWorkload } from '../fleet/fleet';
import { idleWorkloads } from '../fleet/idle-work';
import type { RecordedRequests } from '../fleet/traces/recorded-requests';
import { type ServedRequests, servedWorkloads } from '../plan/capacity/served-workload';
import type { SimulatedCell } from '../plan/capacity/simulated-cell';
import { waitedForByModel } from '../plan/capacity/waited-for';
import { requestStream } from '../rehearsal/request-stream';
import type { Requests } from '../simulation/requests';
import { confidenceOf } from './confidence';
import { type IdleAnswer, idleAnswer } from './idle-answer';
import { idleQuestion } from './idle-question';
import { type CellAnswer, sizeAnswer } from './size-answer';
import { questionDigest, type SizeQuestion, sizeQuestion, sizingArrivals } from './size-question';

export type KnownAnswer = CellAnswer | IdleAnswer;

/** Answers that were found before, by the digest of their question. A plan is the same with them and without. */
export interface KnownAnswers {
  read(digest: string): readonly KnownAnswer[] | undefined;
  write(digest: string, answer: readonly KnownAnswer[]): void;
}

/** The traces of a fleet's workloads; undefined where a workload has none. */
export interface Traces {
  /** Digest of its bytes. */
  digest(workload: string): string | undefined;
  requests(workload: string): RecordedRequests | undefined;
}

/** The sizes of every cell that generates answers for clients that wait; none where the fleet is sized by arithmetic. */
export function simulatedCells(fleet: Fleet, traces: Traces, known: KnownAnswers): SimulatedCell[] {
  if (fleet.sizing === 'arithmetic') {
    return [];
  }
  return waitedForByModel(servedWorkloads(fleet).served).flatMap((sharing) => {
    const model = (sharing[0] as ServedRequests).model.name;
    const question = sizeQuestion(
      sharing,
      (workload) => traces.digest(workload),
      (here) => confidenceOf(fleet, here),
    );
    const sizes = answerOf(question, sharing, traces, known).map(
      ({ region, growthRatio, ends, kept }, index): SimulatedCell => {
        const { launchMinutes: minutes = 0, confidence = 'cautious' } = question.cells[index] ?? {};
        return {
          model,
          region,
          confidence,
          fewest: { central: ends.central ?? undefined, cautious: ends.cautious ?? undefined },
          growth: growthRatio === null ? undefined : { ratio: growthRatio, minutes },
          kept,
        };
      },
    );
    const batch = idleWorkloads(fleet).find((one) => one.model === model);
    return batch === undefined ? sizes : withIdle(fleet, batch, { question, sharing, sizes, traces, known });
  });
}

interface Sized {
  readonly question: SizeQuestion;
  readonly sharing: readonly ServedRequests[];
  readonly sizes: readonly SimulatedCell[];
  readonly traces: Traces;
  readonly known: KnownAnswers;
}

/** The same sizes, with how much of a batch each cell takes beside its requests. */
function withIdle(
  { jurisdictions }: Fleet,
  batch: IdleWorkload,
  { question, sharing, sizes, traces, known }: Sized,
): SimulatedCell[] {
  const regions = jurisdictions[batch.jurisdiction] ?? [];
  const asked = idleQuestion(question, batch, regions, sharing, sizes);
  const answers = keptAnswer(asked, known, () => idleAnswer(asked, sharing, streamsOf(sharing, traces)));
  return sizes.map((size) => {
    const found = answers.find(({ region }) => region === size.region);
    if (found === undefined) {
      return size;
    }
    const { region: _, ...idle } = found;
    return { ...size, idle };
  });
}

const answerOf = (
  question: SizeQuestion,
  sharing: readonly ServedRequests[],
  traces: Traces,
  known: KnownAnswers,
): readonly CellAnswer[] =>
  keptAnswer(question, known, () => sizeAnswer(question, sharing, streamsOf(sharing, traces)));

/** An answer that was found before, or is found now and kept. */
function keptAnswer<Answer extends KnownAnswer>(
  question: object,
  known: KnownAnswers,
  find: () => readonly Answer[],
): readonly Answer[] {
  const digest = questionDigest(question);
  const before = known.read(digest);
  if (before !== undefined) {
    return before as readonly Answer[];
  }
  const answer = find();
  known.write(digest, answer);
  return answer;
}

const streamsOf = (sharing: readonly ServedRequests[], traces: Traces): Requests[] =>
  sharing.map(({ workload }, index) =>
    requestStream(
      workload,
      { ...sizingArrivals, seed: sizingArrivals.seed + index },
      traces.requests(workload.name),
      1,
    ),
  );
