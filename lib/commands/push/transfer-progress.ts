import { bytesText, rateText } from '../../report/transfer-text';

/** Between two lines about one file. */
const quietMilliseconds = 5000;

/** What comes from or goes to one place, said on stderr while it does. */
export class TransferProgress {
  private readonly startedAt = Date.now();
  private saidAt = Date.now();
  private movedBytes = 0;

  constructor(
    private readonly place: string,
    private readonly totalBytes: number,
    private readonly verb: 'sent' | 'read' = 'sent',
  ) {}

  moved(bytes: number): void {
    this.movedBytes += bytes;
    if (Date.now() - this.saidAt >= quietMilliseconds) {
      this.say('...');
    }
  }

  say(what: string): void {
    this.saidAt = Date.now();
    const rate = rateText(this.movedBytes, (this.saidAt - this.startedAt) / 1000);
    process.stderr.write(
      `${this.place}: ${what} (${this.verb} ${bytesText(this.movedBytes)} of ${bytesText(this.totalBytes)}, ${rate})\n`,
    );
  }
}
