/** Between two lines. */
const quietMilliseconds = 5000;

/** What a command is at, on stderr, now and then: one that is soon done says nothing. */
export class QuietProgress {
  private saidAt = Date.now();

  say(where: string): void {
    if (Date.now() - this.saidAt >= quietMilliseconds) {
      this.saidAt = Date.now();
      process.stderr.write(`${where}\n`);
    }
  }
}
