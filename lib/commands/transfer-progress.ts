import { bytesText, rateText } from '../report/transfer-text';

/** Between two lines about one file. */
const quietMilliseconds = 5000;

/** What goes to one region, said on stderr while it goes. */
export class TransferProgress {
  private readonly startedAt = Date.now();
  private saidAt = Date.now();
  private sentBytes = 0;

  constructor(
    private readonly region: string,
    private readonly totalBytes: number,
  ) {}

  sent(bytes: number): void {
    this.sentBytes += bytes;
    if (Date.now() - this.saidAt >= quietMilliseconds) {
      this.say('...');
    }
  }

  say(what: string): void {
    this.saidAt = Date.now();
    const rate = rateText(this.sentBytes, (this.saidAt - this.startedAt) / 1000);
    process.stderr.write(
      `${this.region}: ${what} (sent ${bytesText(this.sentBytes)} of ${bytesText(this.totalBytes)}, ${rate})\n`,
    );
  }
}
