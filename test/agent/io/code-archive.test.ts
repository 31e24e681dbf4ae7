import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  forgetCompiledCode,
  hasCompiledCode,
  packCompiledCode,
  unpackCompiledCode,
} from '../../../agent/io/code-archive';
import { compiledCodeFolder } from '../../../lib/contract/compile-cache';
import { compiledFile, tarOf, withCode } from '../../support/compiled-code';

let root: string;
let cache: string;
const never = new AbortController().signal;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'code-archive-'));
  cache = join(root, 'cache/0');
  mkdirSync(join(root, 'cache'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const stored = (bytes: Buffer): string => {
  const path = join(root, 'archive.tar');
  writeFileSync(path, bytes);
  return path;
};

describe('packed and unpacked', () => {
  test('compiled code is the same, and nothing else of the cache folder comes along', async () => {
    withCode('compiled')(cache);
    writeFileSync(join(cache, 'vllm/other'), 'other');
    await packCompiledCode(cache, join(root, 'archive.tar'));

    const other = join(root, 'cache/1');
    await unpackCompiledCode(join(root, 'archive.tar'), other, never);

    expect(readFileSync(join(other, compiledFile), 'utf8')).toBe('compiled');
    expect(readdirSync(join(other, 'vllm'))).toEqual(['torch_compile_cache']);
    expect(readdirSync(join(root, 'cache'))).toEqual(['0', '1']);
  });

  test('it is forgotten whole', () => {
    withCode('compiled')(cache);

    forgetCompiledCode(cache);

    expect(hasCompiledCode(cache)).toBe(false);
  });
});

describe('fails, and leaves nothing, to unpack an archive that', () => {
  /** A name beside the folder into which it is unpacked. */
  const outside = '../../../../escaped';
  const linkThenFile = (target: string): Buffer => {
    const link = tarOf((folder) => {
      mkdirSync(join(folder, compiledCodeFolder), { recursive: true });
      symlinkSync(target, join(folder, compiledCodeFolder, 'way'));
    }, `${compiledCodeFolder}/way`);
    const file = tarOf((folder) => {
      mkdirSync(join(folder, compiledCodeFolder, 'way'), { recursive: true });
      writeFileSync(join(folder, compiledCodeFolder, 'way/escaped'), 'x');
    }, `${compiledCodeFolder}/way/escaped`);
    return Buffer.concat([link.subarray(0, 512), file]);
  };
  const renamed = (to: string) =>
    tarOf(withCode('x'), '-P', '--transform', `s,.*/vllm_compile_cache.py,${to},`, compiledFile);

  test.each<[what: string, archive: () => Buffer, problem: string]>([
    ['is cut', () => tarOf(withCode('x'.repeat(4096)), 'vllm').subarray(0, 4608), 'tar: cannot unpack'],
    ['is none', () => Buffer.from('no archive at all'), 'tar: cannot unpack'],
    [
      'holds something else',
      () => tarOf((folder) => writeFileSync(join(folder, 'other'), ''), 'other'),
      'tar: cannot unpack',
    ],
    ['climbs out of its folder', () => renamed(`${compiledCodeFolder}/${outside}`), 'tar: cannot unpack'],
    ['names a place of the machine', () => renamed(join(tmpdir(), 'escaped')), 'tar: cannot unpack'],
    ['writes through a link upwards', () => linkThenFile('../../..'), 'tar: cannot unpack'],
    ['writes through a link to the machine', () => linkThenFile(tmpdir()), 'tar: cannot unpack'],
    [
      'holds a link',
      () =>
        tarOf((folder) => {
          withCode('x')(folder);
          symlinkSync('/etc/passwd', join(folder, compiledCodeFolder, 'link'));
        }, 'vllm'),
      'holds a link or a device',
    ],
    [
      'holds a second name for a file of the machine',
      () => {
        const archive = tarOf(
          (folder) => {
            withCode('x')(folder);
            linkSync(join(folder, compiledFile), join(folder, compiledCodeFolder, 'second'));
          },
          compiledFile,
          `${compiledCodeFolder}/second`,
        );
        const at = archive.indexOf(compiledFile, 512); // the link's target, in the second header
        Buffer.from(`${'../'.repeat(12)}etc/passwd\0`).copy(archive, at);
        return withChecksum(archive, at - 157);
      },
      'tar: cannot unpack',
    ],
  ])('%s', async (_what, archive, problem) => {
    await expect(unpackCompiledCode(stored(archive()), cache, never)).rejects.toThrow(problem);

    expect(readdirSync(root).sort()).toEqual(['archive.tar', 'cache']);
    expect(readdirSync(join(root, 'cache'))).toEqual([]);
    expect(existsSync(join(tmpdir(), 'escaped'))).toBe(false);
  });

  test('comes too late', async () => {
    const late = new AbortController();
    late.abort();

    await expect(unpackCompiledCode(stored(tarOf(withCode('x'), 'vllm')), cache, late.signal)).rejects.toThrow();

    expect(existsSync(cache)).toBe(false);
  });

  test('meets what an engine has compiled here', async () => {
    withCode('own')(cache);

    await expect(unpackCompiledCode(stored(tarOf(withCode('x'), 'vllm')), cache, never)).rejects.toThrow('some there');

    expect(readFileSync(join(cache, compiledFile), 'utf8')).toBe('own');
  });
});

test('fails to pack a folder with a link in it: what it points to is not compiled code', async () => {
  withCode('compiled')(cache);
  symlinkSync('/etc/passwd', join(cache, compiledCodeFolder, 'link'));

  await expect(packCompiledCode(cache, join(root, 'archive.tar'))).rejects.toThrow('holds a link or a device');
});

/** Recomputes the checksum of a header after a field was changed. */
function withChecksum(archive: Buffer, header: number): Buffer {
  archive.write(' '.repeat(8), header + 148);
  const sum = archive.subarray(header, header + 512).reduce((total, byte) => total + byte, 0);
  archive.write(`${sum.toString(8).padStart(6, '0')}\0 `, header + 148);
  return archive;
}
