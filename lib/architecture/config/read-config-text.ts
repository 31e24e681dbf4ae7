/** A string of the text, or a number that JSON has not but Python writes. */
const token = /"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g;

/**
 * Reads the text of a `config.json` as Python does, which writes `Infinity`, `-Infinity` and `NaN` for numbers that JSON
 * has not.
 *
 * @throws SyntaxError where the text is not JSON
 */
export function readConfigText(text: string): unknown {
  return JSON.parse(text.replace(token, (found) => numbers[found] ?? found));
}

/** 1e999 is larger than any number that JavaScript holds, so it reads it as Infinity. */
const numbers: Readonly<Record<string, string>> = { Infinity: '1e999', '-Infinity': '-1e999', NaN: 'null' };
