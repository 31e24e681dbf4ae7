import { error, type Finding } from '../../contract/findings';
import { readRequests } from '../../fleet/trace';
import type { RecordedRequests } from '../../fleet/traces/recorded-requests';
import { TraceProblem } from '../../fleet/traces/request';
import { chunksOf } from '../read-plan';

/** The requests of a trace, or a finding that says why there are none. */
export function readRecorded(path: string): RecordedRequests | Finding {
  try {
    return readRequests(chunksOf(path));
  } catch (thrown) {
    return error(['--trace'], {
      problem: `cannot be replayed: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
      got: path,
      expected: 'a request trace',
      fix: thrown instanceof TraceProblem ? thrown.fix : 'correct the path',
      source: 'docs/fleet-file.md, demand.trace',
    });
  }
}
