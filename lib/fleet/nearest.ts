import { closest, distance } from 'fastest-levenshtein';

/** The known word that `word` was probably meant to be; undefined where none is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0) {
    return undefined;
  }
  const folded = foldLookAlikes(word);
  const candidate = closest(folded, known);
  const near = Math.max(2, Math.floor(candidate.length / 3));
  return distance(folded, candidate) <= near ? candidate : undefined;
}

// Cyrillic and Greek letters that look like Latin ones, and the dashes that editors put in place of a hyphen.
const lookAlikes: Record<string, string> = {
  а: 'a',
  с: 'c',
  е: 'e',
  о: 'o',
  р: 'p',
  х: 'x',
  у: 'y',
  і: 'i',
  ѕ: 's',
  ѡ: 'w',
  ո: 'n',
  ο: 'o',
  ν: 'v',
  ι: 'i',
  α: 'a',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '−': '-',
};

/** `word` in plain lower-case ASCII, as a reader would take it. */
export function foldLookAlikes(word: string): string {
  return [...word.normalize('NFKC').trim().toLowerCase()].map((letter) => lookAlikes[letter] ?? letter).join('');
}

export const didYouMean = (word: string, known: readonly string[]): string => {
  const match = nearest(word, known);
  return match === undefined ? `use one of: ${known.join(', ')}` : `did you mean ${match}?`;
};
