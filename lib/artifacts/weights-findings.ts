import { error, type Fault, type Finding } from '../contract/findings';
import { safetensorsFault } from './safetensors';
import { indexedFiles } from './safetensors-index';
import { isIndex, isSafetensors, nameFault } from './weights-names';

/** A file in the folder. The caller has read its header already, for safetensors only. */
export interface FoundFile {
  /** Path relative to the folder. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly header?: { readonly length: number | undefined; readonly text: string };
  /** The text of an index of split weights, and of files with settings. */
  readonly text?: string;
}

/** Something other than a file: a link that leads out of the folder, or a device. */
export interface OddEntry {
  readonly path: string;
  readonly is: string;
}

export interface FoundFolder {
  readonly files: readonly FoundFile[];
  readonly odd: readonly OddEntry[];
}

const source = 'docs/artifacts.md';

/** A finding about a file, under its own path. */
export const fileFinding = (path: string, fault: Fault): Finding => ({ ...error([], fault), path });

/** Everything that keeps a folder of weights from being pushed. */
export function weightsFindings(folder: string, { files, odd }: FoundFolder): Finding[] {
  const finding = (path: string, problem: string, got: unknown, expected: string, fix: string): Finding =>
    fileFinding(path === '' ? folder : `${folder}/${path}`, { problem, got, expected, fix, source });
  const names = new Set(files.map(({ path }) => path));
  if (files.length + odd.length === 0) {
    return [finding('', 'is empty', 'no file', 'weights', 'give --from the folder that holds config.json')];
  }
  return [
    ...odd.map(({ path, is }) =>
      finding(path, is, path, 'a file inside the folder', 'copy what it leads to: cp --recursive --dereference'),
    ),
    ...files.flatMap(({ path }) => {
      const fault = nameFault(path);
      const fix = 'take it out, or convert the model to safetensors';
      return fault === undefined ? [] : [finding(path, fault, path, 'safetensors, configuration and tokenizer', fix)];
    }),
    ...(names.has('config.json')
      ? []
      : [finding('config.json', 'is missing', 'no such file', "the model's configuration", 'download it again')]),
    ...(files.some(({ path }) => isSafetensors(path))
      ? []
      : [finding('', 'holds no weights', 'no .safetensors file', 'safetensors', 'convert the model to safetensors')]),
    ...files.flatMap(({ path, sizeBytes, header }) => {
      const fault = header && safetensorsFault(sizeBytes, header.length, header.text);
      return fault === undefined
        ? []
        : [finding(path, fault, `${sizeBytes} bytes`, 'a whole safetensors file', 'download it again')];
    }),
    ...files.flatMap(({ path, text }) =>
      isIndex(path) && text !== undefined ? indexFindings(path, text, names, finding) : [],
    ),
  ];
}

function indexFindings(
  path: string,
  text: string,
  names: ReadonlySet<string>,
  finding: (path: string, problem: string, got: unknown, expected: string, fix: string) => Finding,
): Finding[] {
  const named = indexedFiles(path, text);
  if (named === undefined) {
    return [finding(path, 'is no index', 'no weight_map', 'tensors with their files', 'download it again')];
  }
  const missing = named.filter((name) => !names.has(name));
  return missing.map((name) =>
    finding(name, 'is missing', 'no such file', `a file that ${path} names`, 'download it again'),
  );
}
