import type { Fleet } from '../fleet/fleet';
import { costByArithmetic, type ExpectedCost } from '../what-if/expected-cost';
import { costBeside } from './read-plan';

/** What a changed fleet costs, sized as the fleet file at the path asks for. */
export const costAs = (fleet: Fleet, path: string): ExpectedCost =>
  fleet.sizing === 'simulated' ? costBeside(path) : costByArithmetic;
