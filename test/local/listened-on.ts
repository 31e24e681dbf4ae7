import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

export interface Listened {
  /** `127.0.0.1`, or as /proc has it. */
  readonly address: string;
  readonly port: number;
}

const listening = '0A';
const loopback: Readonly<Record<string, string>> = {
  '0100007F': '127.0.0.1',
};

/** Addresses on which a process accepts TCP connections, according to the kernel. */
export function listenedOn(pid: number): Listened[] {
  const sockets = new Set(readdirSync(`/proc/${pid}/fd`).map((fd) => targetOf(`/proc/${pid}/fd/${fd}`)));
  return ['tcp', 'tcp6'].flatMap((protocol) =>
    readFileSync(`/proc/${pid}/net/${protocol}`, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode]) => state === listening && sockets.has(`socket:[${inode}]`))
      .map(([, local = '']) => {
        const [address = '', port = ''] = local.split(':');
        return { address: loopback[address] ?? address, port: Number.parseInt(port, 16) };
      }),
  );
}

/** Some are closed while they are listed. */
function targetOf(fd: string): string {
  try {
    return readlinkSync(fd);
  } catch {
    return '';
  }
}
