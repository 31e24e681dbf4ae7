/** What a process that synthesized an app says about itself. */
export interface Usage {
  /** User and system time of all threads, since the process started. */
  readonly cpuSeconds: number;
  /** Since the process started. */
  readonly wallSeconds: number;
  /** Largest resident set so far. */
  readonly peakMemoryMB: number;
  /** Loaded modules that can bundle code. */
  readonly bundlers: readonly string[];
}

/** The last line of standard output, for the process that measures. */
export function reportUsage(): void {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const usage: Usage = {
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
    wallSeconds: performance.now() / 1e3,
    peakMemoryMB: (maxRSS * 1024) / 1e6,
    bundlers: Object.keys(require.cache).filter((path) => /[\\/](esbuild|aws-lambda-nodejs)[\\/]/.test(path)),
  };
  process.stdout.write(`\n${JSON.stringify(usage)}\n`);
}
