import { afterAll } from 'vitest';
import { type Recorder, startRecorder } from './recorder';

/** Those that no host of this file uses at the moment. Loading AWS's models takes seconds, forgetting calls takes none. */
const idle: Recorder[] = [];

afterAll(async () => {
  await Promise.all(idle.splice(0).map((recorder) => recorder.stop()));
});

/** A recorder without calls and rules. It is to be given back. */
export const borrowRecorder = async (): Promise<Recorder> => idle.pop() ?? startRecorder();

export async function giveBackRecorder(recorder: Recorder): Promise<void> {
  await recorder.forget();
  idle.push(recorder);
}
