import type { AskedEngine } from './asked-engine';
import { correctionOf } from './corrected-latency';
import fit from './data/roofline.json';
import type { Load } from './load';
import {
  type EngineStep,
  engineStepSeconds,
  type RooflineCoefficients,
  type RooflineReplica,
} from './roofline/roofline';

/** What the steps of one replica take, as plain data. */
export interface StepTiming {
  readonly replica: RooflineReplica;
  readonly coefficients: RooflineCoefficients;
  /** Measured engines that are like this one take this many times what the roofline says. */
  readonly factor: number;
  /** The same at the slow end of the range. */
  readonly cautiousFactor: number;
}

export interface StepSeconds {
  readonly expected: number;
  /** At the slow end of the range. */
  readonly cautious: number;
}

/** Timing of a replica, compared with engines that were measured at about this load. */
export function stepTiming(engine: AskedEngine, load: Load): StepTiming {
  const { correction, halfWidth } = correctionOf(engine, load, 'perOutputToken');
  return {
    replica: engine.replica,
    coefficients: fit.coefficients,
    factor: Math.exp(correction),
    cautiousFactor: Math.exp(correction + halfWidth),
  };
}

/**
 * Seconds of one engine step of a whole replica, however it is laid out over its GPUs: prompts in pieces and one token of
 * every running answer. A pure function, for simulations that make a great many steps.
 *
 * @param step tokens of prompts 0 and more, running sequences 0 and more, and their mean context in tokens
 */
export function stepSeconds(timing: StepTiming, step: EngineStep): StepSeconds {
  const seconds = engineStepSeconds(timing.replica, timing.coefficients, step);
  return { expected: seconds * timing.factor, cautious: seconds * timing.cautiousFactor };
}
