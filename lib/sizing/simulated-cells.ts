import type { Fleet } from '../fleet/fleet';
import type { RecordedRequests } from '../fleet/traces/recorded-requests';
import { type ServedRequests, servedWorkloads } from '../plan/capacity/served-workload';
import type { SimulatedCell } from '../plan/capacity/simulated-cell';
import { waitedForByModel } from '../plan/capacity/waited-for';
import { requestStream } from '../rehearsal/request-stream';
import { confidenceOf } from './confidence';
import { type CellAnswer, sizeAnswer } from './size-answer';
import { questionDigest, type SizeQuestion, sizeQuestion, sizingArrivals } from './size-question';

/** Answers that were found before, by the digest of their question. A plan is the same with them and without. */
export interface KnownAnswers {
  read(digest: string): readonly CellAnswer[] | undefined;
  write(digest: string, answer: readonly CellAnswer[]): void;
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
    const question = sizeQuestion(sharing, (workload) => traces.digest(workload));
    return answerOf(question, sharing, traces, known).map(({ region, growthRatio, ends }, index) => {
      const minutes = question.cells[index]?.launchMinutes ?? 0;
      const confidence = confidenceOf(
        fleet,
        sharing.filter(({ regions }) => regions.includes(region)),
      );
      return {
        model,
        region,
        confidence,
        fewest: { central: ends.central?.fewest, cautious: ends.cautious?.fewest },
        growth: growthRatio === null ? undefined : { ratio: growthRatio, minutes },
        kept: ends[confidence]?.kept ?? [],
      };
    });
  });
}

function answerOf(
  question: SizeQuestion,
  sharing: readonly ServedRequests[],
  traces: Traces,
  known: KnownAnswers,
): readonly CellAnswer[] {
  const digest = questionDigest(question);
  const before = known.read(digest);
  if (before !== undefined) {
    return before;
  }
  const streams = sharing.map(({ workload }, index) =>
    requestStream(
      workload,
      { ...sizingArrivals, seed: sizingArrivals.seed + index },
      traces.requests(workload.name),
      1,
    ),
  );
  const answer = sizeAnswer(question, sharing, streams);
  known.write(digest, answer);
  return answer;
}
