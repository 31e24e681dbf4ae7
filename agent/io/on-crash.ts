/** Ends the agent at what nobody has caught, after it was told of it. Node itself would print the error's text. */
export function onCrash(tell: (thrown: unknown) => void): void {
  process.on('uncaughtException', (thrown) => {
    tell(thrown);
    process.exit(1);
  });
}
