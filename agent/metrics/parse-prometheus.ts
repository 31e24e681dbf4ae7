/** One line of a Prometheus text. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const line = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})?\s+(\S+)/;
const label = /(\w+)="((?:[^"\\]|\\.)*)"/g;

/** What is no finite number is left out: an engine may add metrics of any form, and CloudWatch takes no other. */
export function parsePrometheus(text: string): Sample[] {
  return text.split('\n').flatMap((row) => {
    const [, name, labels = '', value] = line.exec(row) ?? [];
    const number = Number(value);
    if (name === undefined || !Number.isFinite(number)) {
      return [];
    }
    const pairs = [...labels.matchAll(label)].map(([, key = '', text = '']) => [key, text]);
    return [{ name, labels: Object.fromEntries(pairs), value: number }];
  });
}
