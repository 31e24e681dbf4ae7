import { createHash } from 'node:crypto';
import { agentRuntime } from '../catalogue/agent-runtime';
import { agentFiles } from '../contract/artifacts';
import type { Finding } from '../contract/findings';
import { tarArchive } from './tar-archive';
import { fileFinding } from './weights-findings';

/** The archive that an instance unpacks and runs. The same program and runtime give the same digest. */
export function agentArchive(runtime: Buffer, program: Buffer): { bytes: Buffer; digest: string } {
  const bytes = tarArchive([
    { path: agentFiles.runtime, bytes: runtime, executable: true },
    { path: agentFiles.program, bytes: program, executable: false },
  ]);
  return { bytes, digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}` };
}

/** Findings that reject a runtime package other than the pinned one; empty for the pinned one. */
export function runtimeFindings(path: string, archive: Buffer): Finding[] {
  const integrity = `sha512-${createHash('sha512').update(archive).digest('base64')}`;
  return integrity === agentRuntime.integrity
    ? []
    : [
        fileFinding(path, {
          problem: 'is not the package that is pinned',
          got: integrity,
          expected: `${agentRuntime.integrity}, ${agentRuntime.package} ${agentRuntime.version}`,
          fix: `fetch it again: npm pack ${agentRuntime.package}@${agentRuntime.version}`,
          source: 'lib/catalogue/agent-runtime.ts',
        }),
      ];
}
