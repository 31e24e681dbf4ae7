import { type ColdStartStage, coldStartStages } from '../../lib/contract/cold-start';

/** Seconds of every stage that has passed. Image and weights pass side by side. */
export type StageSeconds = Partial<Record<ColdStartStage, number>>;

/** Moments of a start, seconds of one clock on which the instance was started at 0. */
export interface LaunchMoments {
  readonly kernelBooted: number;
  readonly agentStarted: number;
  readonly imageReady?: number;
  readonly weightsReady?: number;
  readonly engineStarted?: number;
  readonly engineListens?: number;
  readonly warmedUp?: number;
  readonly registered?: number;
}

/** What an engine wrote about compiling and capturing; the rest of its start is loading. */
export interface EngineSteps {
  readonly compile?: number;
  readonly graphCapture?: number;
}

/** How long each stage took, as far as it has come. */
export function stageSeconds(moments: LaunchMoments, steps: EngineSteps): StageSeconds {
  const between = (from: number | undefined, to: number | undefined): number | undefined =>
    from === undefined || to === undefined ? undefined : Math.max(0, to - from);
  const start = between(moments.engineStarted, moments.engineListens);
  const { compile = 0, graphCapture = 0 } = steps;
  const seconds: Record<ColdStartStage, number | undefined> = {
    launch: between(0, moments.kernelBooted),
    boot: between(moments.kernelBooted, moments.agentStarted),
    image: between(moments.agentStarted, moments.imageReady),
    weights: between(moments.agentStarted, moments.weightsReady),
    loadToGpu: start === undefined ? undefined : Math.max(0, start - compile - graphCapture),
    compile: start === undefined ? undefined : compile,
    graphCapture: start === undefined ? undefined : graphCapture,
    warmUp: between(moments.engineListens, moments.warmedUp),
    registration: between(moments.warmedUp, moments.registered),
  };
  return Object.fromEntries(Object.entries(seconds).filter(([, value]) => value !== undefined));
}

/** The first stage that has not ended: where a start hangs. */
export function hangingStage(moments: LaunchMoments, engineStage: ColdStartStage): ColdStartStage {
  const { imageReady, weightsReady, engineListens } = moments;
  if (weightsReady === undefined || imageReady === undefined) {
    return weightsReady === undefined ? 'weights' : 'image';
  }
  return engineListens === undefined ? engineStage : 'warmUp';
}

export const reasonOf = (stage: ColdStartStage): 'image' | 'weights' | 'engine' =>
  stage === 'image' || stage === 'weights' ? stage : 'engine';

/** In the order in which they are added up. */
export const stagesInOrder = (seconds: StageSeconds): [ColdStartStage, number][] =>
  coldStartStages.flatMap((stage): [ColdStartStage, number][] => {
    const value = seconds[stage];
    return value === undefined ? [] : [[stage, value]];
  });
