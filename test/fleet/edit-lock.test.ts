import { describe, expect, test } from 'vitest';
import { editLock } from '../../lib/fleet/edit-lock';
import { loadPins } from '../../lib/fleet/lock-file';
import { readText } from '../support/project-root';

const digest = `sha256:${'a'.repeat(64)}`;
const edit = { path: ['weights', 'llama-70b'], values: { manifest: digest, status: 'resolved' } };

describe('an edit of the lock file', () => {
  test('changes its line and no other', () => {
    const before = readText('fleet.lock.yaml');

    const after = editLock(before, [edit]);

    const changed = after.split('\n').filter((line, index) => line !== before.split('\n')[index]);
    expect(changed).toEqual([`  llama-70b: { manifest: ${digest}, status: resolved }`]);
    expect(editLock(after, [edit])).toBe(after);
  });

  test('makes what is missing, in a file of its own too', () => {
    const text = editLock(undefined, [
      edit,
      { path: ['engineImageDigest'], values: { id: digest, status: 'resolved' } },
      { path: ['guardImageDigest'], values: { id: digest, status: 'resolved' } },
      { path: ['agent'], values: { id: digest, status: 'resolved' } },
    ]);

    const { pins, findings } = loadPins(text, [], ['llama-70b']);
    expect(findings).toEqual([]);
    expect(pins.weights['llama-70b']).toEqual({ status: 'resolved', id: digest });
  });

  test('keeps comments', () => {
    const text = editLock(
      '# ours\nweights: # all of them\n  llama-70b: # big\n    manifest: x # old\n    status: unresolved\n',
      [edit],
    );

    for (const comment of ['# ours', '# all of them', '# big', '# old']) {
      expect(text).toContain(comment);
    }
  });
});
