/**
 * Reports an uncaught error and ends the agent: Node itself would print the text of the error. A promise that nothing
 * waited for is reported alone: what it belonged to may have ended, and everything else serves on.
 */
export function onCrash(tell: (event: 'agent failed' | 'promise failed', thrown: unknown) => void): void {
  process.on('uncaughtException', (thrown) => {
    tell('agent failed', thrown);
    process.exit(1);
  });
  process.on('unhandledRejection', (thrown) => tell('promise failed', thrown));
}
