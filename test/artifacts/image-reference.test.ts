import { describe, expect, test } from 'vitest';
import { imageReference } from '../../lib/artifacts/image-reference';

const digest = `sha256:${'a'.repeat(64)}`;

describe('a reference is asked for', () => {
  test.each([
    ['docker.io/vllm/vllm-openai:v0.30.0', 'https://registry-1.docker.io', 'vllm/vllm-openai', 'v0.30.0'],
    ['vllm/vllm-openai:v0.30.0', 'https://registry-1.docker.io', 'vllm/vllm-openai', 'v0.30.0'],
    ['debian:13', 'https://registry-1.docker.io', 'library/debian', '13'],
    ['docker.io/debian:13', 'https://registry-1.docker.io', 'library/debian', '13'],
    [`ghcr.io/a/b/c@${digest}`, 'https://ghcr.io', 'a/b/c', digest],
    [`ghcr.io/a/b:latest@${digest}`, 'https://ghcr.io', 'a/b', digest],
    ['registry.example.com:5000/engine:1.2_3', 'https://registry.example.com:5000', 'engine', '1.2_3'],
    ['registry:5000/engine:1', 'https://registry:5000', 'engine', '1'],
    ['127.0.0.1:5000/engine:1', 'http://127.0.0.1:5000', 'engine', '1'],
    ['localhost/engine:1', 'http://localhost', 'engine', '1'],
  ])('%s', (text, base, repository, version) => {
    expect(imageReference(text)).toMatchObject({ base, repository, version });
  });
});

describe('a reference fails', () => {
  test.each([
    ['vllm/vllm-openai', 'means another image tomorrow, got "vllm/vllm-openai, which is :latest"'],
    ['ghcr.io/a/b:latest', 'means another image tomorrow, got "ghcr.io/a/b:latest", expected a version or a digest;'],
    ['', 'is no image, got ""'],
    ['Vllm/openai:1', 'is no image, got "Vllm/openai:1"'],
    ['a/b@sha256:abc', 'is no image, got "a/b@sha256:abc"'],
    ['a/../b:1', 'is no image, got "a/../b:1"'],
  ])('%s', (text, says) => {
    expect(imageReference(text)).toMatchObject({ path: '--image', message: expect.stringContaining(says) });
  });

  test.each(['https://user:pa55word@ghcr.io/a/b:1', 'user:pa55word@ghcr.io/a/b:1'])(
    '%s, without its password',
    (text) => {
      const found = imageReference(text);

      expect(found).toMatchObject({ message: expect.stringContaining('is no image, got "a URL or a user name"') });
      expect(JSON.stringify(found)).not.toContain('pa55word');
    },
  );
});
