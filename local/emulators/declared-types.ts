import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../project-root';
import type { EmulatorName } from '../strip/strip-list';
import { python } from './emulators';

/** CloudFormation types that each installed emulator says it handles. */
export function declaredTypes(): Record<EmulatorName, readonly string[]> {
  const script = join(projectRoot, 'local/emulators/declared-types.py');
  const output = execFileSync(python, [script], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return JSON.parse(output.trim().split('\n').at(-1) ?? '');
}
