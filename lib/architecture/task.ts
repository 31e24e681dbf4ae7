import type { Architecture, Task } from './model/architecture';

/** What the class named in `architectures` answers with; `undefined` where it names none. */
export function taskOfClass(architecture: string | undefined, encoder: boolean): Task {
  if (architecture !== undefined && /For(Sequence|Token)Classification$|ForRanking$|RewardModel$/.test(architecture)) {
    return 'rerank';
  }
  return encoder || (architecture !== undefined && /(?<!Chat)Model$/.test(architecture)) ? 'embed' : 'generate';
}

/** Tasks that the engine can run a model for: a decoder can be turned into an embedder or a ranker, not the reverse. */
export function possibleTasks({ task }: Pick<Architecture, 'task'>): readonly Task[] {
  switch (task) {
    case 'generate':
      return ['generate', 'embed', 'rerank'];
    case 'embed':
      return ['embed', 'rerank'];
    case 'rerank':
      return ['rerank'];
    default:
      return task satisfies never;
  }
}
