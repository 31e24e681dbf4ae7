import type { LoadPlan, LoadReport } from './load-plan';
import { runGenerator } from './run-generator';

/** Runs the load generator to its end. */
export const generateLoad = (plan: LoadPlan): Promise<LoadReport[]> => runGenerator('load-generator', plan);
