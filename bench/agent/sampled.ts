/** Runs `run` and takes a sample at a fixed interval until it ends. */
export async function sampled<T>(
  everySeconds: number,
  read: () => number,
  run: () => Promise<T>,
): Promise<{ value: T; samples: number[] }> {
  const samples = [read()];
  const timer = setInterval(() => samples.push(read()), everySeconds * 1000);
  try {
    const value = await run();
    samples.push(read());
    return { value, samples };
  } finally {
    clearInterval(timer);
  }
}
