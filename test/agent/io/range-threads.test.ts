import { expect, test } from 'vitest';
import { RangeThreads } from '../../../agent/io/range-threads';

const job = { origin: { secure: false, host: '127.0.0.1', port: 1 }, head: '', file: '', start: 0, end: 1 };

test('threads that have ended are not started again by a range that comes late', async () => {
  const threads = new RangeThreads();
  await threads.end();

  await expect(threads.fetch(job)).rejects.toMatchObject({ name: 'AbortError' });
});

test('a cancelled range is not begun', async () => {
  await expect(new RangeThreads().fetch(job, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
});
