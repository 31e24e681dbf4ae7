const hexId = '[0-9a-f]{8}(?:[0-9a-f]{9})?';
/** AWS's own limits: 128 characters of a key, 256 of a value. */
const tag = 'tag:[^=]{1,128}=.{1,256}';

/** How a fleet file names what exists already: by its id, or by a tag, as `tag:KEY=VALUE`. */
export const resourceReference = {
  vpc: new RegExp(`^(?:vpc-${hexId}|${tag})$`),
  subnet: new RegExp(`^(?:subnet-${hexId}|${tag})$`),
} as const;

export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** The tag that a reference names; undefined where it is an id. */
export function tagOf(reference: string): Tag | undefined {
  if (!reference.startsWith('tag:')) {
    return undefined;
  }
  const [key = '', ...value] = reference.slice('tag:'.length).split('=');
  return { key, value: value.join('=') };
}
