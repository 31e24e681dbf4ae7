import type { FewestSearch } from '../rehearsal/rehearse-model';
import { sizeAnswer } from './size-answer';
import { sizeQuestion } from './size-question';

/**
 * The search behind the sizes of a plan, for the requests of a rehearsal: the fewest instances of each cell with which every
 * promise holds and nothing is refused, launching none, under its own demand and under what must run there after the loss of
 * any other region.
 */
export const fewestInstances =
  (seed: number): FewestSearch =>
  (plan, sharing, streams) => {
    const question = sizeQuestion(sharing, () => undefined);
    const answers = sizeAnswer({ ...question, arrivals: { ...question.arrivals, seed } }, sharing, streams);
    return answers.map(({ region, ends: { central, cautious } }) => ({
      region,
      planned:
        plan.cells.find((cell) => cell.model === sharing[0]?.model.name && cell.region === region)?.minInstances
          .value ?? 0,
      central: central?.running,
      cautious: cautious?.running,
    }));
  };
