import { stripVTControlCharacters } from 'node:util';

/** Width of a terminal at its usual size, in characters. */
export const lineWidth = 80;

/** Text in lines of at most 80 characters, those after the first indented further; a longer word has a line of its own. */
export function wrappedLines(text: string, indent = '', further = `${indent}  `): string {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const isStart = line === indent || line === further;
    if (!isStart && stripVTControlCharacters(`${line} ${word}`).length > lineWidth) {
      lines.push(line);
      line = further + word;
    } else {
      line += isStart ? word : ` ${word}`;
    }
  }
  return [...lines, line].map((one) => `${one}\n`).join('');
}
