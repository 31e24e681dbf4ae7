import { readText } from '../support/project-root';

/** The commands of a page's shell blocks, in their order, without their comments; a command may go on over several lines. */
export const pageCommands = (path: string): string[] =>
  [...readText(path).matchAll(/^```sh\n([\s\S]*?)^```$/gm)]
    .map(([, block = '']) => block.replaceAll('\\\n', ''))
    .flatMap((block) => block.trimEnd().split('\n'))
    .map((line) => line.replace(/\s+# .*$/, '').replaceAll(/\s+/g, ' '));
