import type { Datapoint } from './metric-alarm';

/** The metrics of an expression in one period, by their ids. */
export type Period = Readonly<Record<string, Datapoint>>;

const token = /\s*(?:(\d+(?:\.\d+)?)|([a-z]\w*|IF)|(<=|>=|==|!=|[-+*/()<>,]))/y;

type Operation = (left: number, right: number) => number;

const comparisons: Readonly<Record<string, Operation>> = {
  '<': (left, right) => Number(left < right),
  '>': (left, right) => Number(left > right),
  '<=': (left, right) => Number(left <= right),
  '>=': (left, right) => Number(left >= right),
  '==': (left, right) => Number(left === right),
  '!=': (left, right) => Number(left !== right),
};
const sums: Readonly<Record<string, Operation>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
};
const products: Readonly<Record<string, Operation>> = {
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
};

/** Binds most loosely first. */
const precedence = [comparisons, sums, products];

/**
 * CloudWatch's metric math as far as alarms of this project use it: arithmetic, comparisons and IF. A missing input leaves
 * no value, and neither does a division by zero.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html read 2026-11-27
 */
export function metricMath(expression: string, period: Period): Datapoint {
  const value = new Expression(tokensOf(expression), expression, period).value();
  return Number.isFinite(value) ? value : undefined;
}

/** The ids of the metrics that an expression reads. */
export const readIds = (expression: string): string[] => [
  ...new Set(tokensOf(expression).filter((text) => /^[a-z]/.test(text))),
];

function tokensOf(expression: string): string[] {
  const found: string[] = [];
  const text = expression.trimEnd();
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const from = token.lastIndex;
    const match = token.exec(text);
    if (match === null) {
      throw new Error(`${expression}: not the metric math that is known here, from ${text.slice(from)}`);
    }
    found.push(match[0].trim());
  }
  return found;
}

class Expression {
  private next = 0;

  constructor(
    private readonly tokens: readonly string[],
    private readonly text: string,
    private readonly period: Period,
  ) {}

  value(): number {
    const value = this.binary(0);
    if (this.next < this.tokens.length) {
      throw new Error(`${this.text}: ends too late, at ${this.tokens[this.next]}`);
    }
    return value;
  }

  private binary(level: number): number {
    const operations = precedence[level];
    if (operations === undefined) {
      return this.operand();
    }
    let left = this.binary(level + 1);
    for (let operation = operations[this.peek()]; operation !== undefined; operation = operations[this.peek()]) {
      this.next += 1;
      left = operation(left, this.binary(level + 1));
    }
    return left;
  }

  private operand(): number {
    const text = this.take();
    if (text === '-') {
      return -this.operand();
    }
    if (text === '(') {
      const value = this.binary(0);
      this.expect(')');
      return value;
    }
    if (text === 'IF') {
      return this.condition();
    }
    if (!/^\w/.test(text)) {
      throw new Error(`${this.text}: expected a value, got ${text || 'the end'}`);
    }
    return /^\d/.test(text) ? Number(text) : (this.period[text] ?? Number.NaN);
  }

  private condition(): number {
    this.expect('(');
    const when = this.binary(0);
    this.expect(',');
    const then = this.binary(0);
    this.expect(',');
    const otherwise = this.binary(0);
    this.expect(')');
    return Number.isNaN(when) || Number.isNaN(then) || Number.isNaN(otherwise)
      ? Number.NaN
      : when !== 0
        ? then
        : otherwise;
  }

  private peek(): string {
    return this.tokens[this.next] ?? '';
  }

  private take(): string {
    const text = this.peek();
    this.next += 1;
    return text;
  }

  private expect(text: string): void {
    const found = this.take();
    if (found !== text) {
      throw new Error(`${this.text}: expected ${text}, got ${found || 'the end'}`);
    }
  }
}
