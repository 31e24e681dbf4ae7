import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { agentArchive, runtimeFindings } from '../../lib/artifacts/agent-archive';
import { fileInTar } from '../../lib/artifacts/file-in-tar';

const runtime = Buffer.from('#!/bin/sh\necho runs "$@"\n');
const program = Buffer.alloc(513, 'x');

describe('the archive of the agent', () => {
  test('is unpacked by tar as it was packed, and runs', () => {
    const folder = mkdtempSync(join(tmpdir(), 'agent-archive-'));
    try {
      const { bytes } = agentArchive(runtime, program);
      writeFileSync(join(folder, 'agent.tar'), bytes);
      execFileSync('tar', ['--extract', '--file', 'agent.tar'], { cwd: folder });

      expect(execFileSync(join(folder, 'node'), ['index.js'], { encoding: 'utf8' })).toBe('runs index.js\n');
      expect(readFileSync(join(folder, 'index.js')).equals(program)).toBe(true);
      expect(statSync(join(folder, 'index.js')).mode & 0o777).toBe(0o644);
      expect(fileInTar(bytes, 'index.js')?.equals(program)).toBe(true);
      expect(fileInTar(bytes, 'other')).toBeUndefined();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('has one digest for the same files, and another for others', () => {
    const { digest } = agentArchive(runtime, program);

    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(agentArchive(runtime, program).digest).toBe(digest);
    expect(agentArchive(runtime, Buffer.from('y')).digest).not.toBe(digest);
  });

  test('fails with a runtime that is not the pinned package', () => {
    expect(runtimeFindings('node.tgz', Buffer.from('x'))[0]?.message).toContain('is not the package that is pinned');
  });
});
