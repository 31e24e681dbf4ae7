/** Reports an uncaught error and ends the agent. Node itself would print the text of the error. */
export function onCrash(tell: (thrown: unknown) => void): void {
  process.on('uncaughtException', (thrown) => {
    tell(thrown);
    process.exit(1);
  });
}
