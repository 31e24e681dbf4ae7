const waiting = new Set<() => void>();

/** Runs `clean` when this program ends, also by a signal. Calling the returned function cancels it. */
export function atExit(clean: () => void): () => void {
  if (waiting.size === 0) {
    process.once('exit', cleanAll);
    process.once('SIGINT', leave);
    process.once('SIGTERM', leave);
  }
  waiting.add(clean);
  return () => {
    waiting.delete(clean);
    if (waiting.size === 0) {
      process.off('exit', cleanAll).off('SIGINT', leave).off('SIGTERM', leave);
    }
  };
}

const leave = (): never => process.exit(1);

function cleanAll(): void {
  // The last first: a folder that was made before a process started is removed after that process has ended.
  for (const clean of [...waiting].reverse()) {
    clean();
  }
}
