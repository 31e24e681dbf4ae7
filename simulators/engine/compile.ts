import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Engine } from './engine';

/** Below vLLM's cache root: a folder for its digest of all settings, in it one for each rank. */
const settingsFolder = 'torch_compile_cache/0123456789/rank_';

/**
 * As vLLM with torch.compile: takes the compiled code that lies under `VLLM_CACHE_ROOT`, or compiles for as long as it is
 * told to and leaves it there. It believes what it finds, and ends with status 1 where that is no code of its own.
 */
export async function compile({ options, behaviour }: Engine): Promise<void> {
  const { cacheRoot, tensorParallel } = options;
  if (cacheRoot === undefined) {
    return;
  }
  const startedAt = Date.now();
  const files = Array.from({ length: tensorParallel }, (_, rank) =>
    join(cacheRoot, `${settingsFolder}${rank}_0/backbone/vllm_compile_cache.py`),
  );
  const compiled = `compiled for tensor parallel ${tensorParallel}`;
  if (files.every(existsSync)) {
    if (!files.every((path) => readFileSync(path, 'utf8') === compiled)) {
      process.stderr.write('SyntaxError: invalid syntax (vllm_compile_cache.py, line 1)\n');
      process.exit(1);
    }
  } else {
    await wait(behaviour.compileSeconds * behaviour.timeFactor * 1000);
    for (const path of files) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, compiled);
    }
  }
  const seconds = (Date.now() - startedAt) / 1000 / behaviour.timeFactor;
  process.stdout.write(`INFO [monitor.py:53] torch.compile took ${seconds.toFixed(2)} s in total\n`);
}
