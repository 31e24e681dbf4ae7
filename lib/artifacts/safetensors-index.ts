/** The files that an index of split weights names, relative to the folder of the weights; undefined where it is no index. */
export function indexedFiles(indexPath: string, text: string): string[] | undefined {
  let map: unknown;
  try {
    map = (JSON.parse(text) as { weight_map?: unknown } | null)?.weight_map;
  } catch {
    return undefined;
  }
  if (typeof map !== 'object' || map === null || !Object.values(map).every((file) => typeof file === 'string')) {
    return undefined;
  }
  const folder = indexPath.includes('/') ? indexPath.slice(0, indexPath.lastIndexOf('/') + 1) : '';
  return [...new Set(Object.values(map) as string[])].map((file) => `${folder}${file}`);
}
