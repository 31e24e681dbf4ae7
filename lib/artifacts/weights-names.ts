/** Files that engines read as data (tensors, configuration, tokenizers, chat templates), and licences. */
const allowed = /\.(safetensors|json|txt|jinja|model|tiktoken|md)$|(^|\/)(LICENSE|LICENCE|NOTICE)$/i;

/** Files that may be pickles: loading a pickle runs the code in it. */
const pickle = /\.(bin|pt|pth|pkl|pickle|ckpt|joblib|npy|npz)$/i;

const code = /\.(py|pyc|so|sh|dll|ipynb)$/i;

/** Letters, digits and . _ + - in every part. Such a name is the same in every file system, S3 key and URL. */
const portable = /^[\w+-][\w.+-]*(\/[\w+-][\w.+-]*)*$/;

/** Why a file of this name is not pushed; undefined where it may be. */
export function nameFault(path: string): string | undefined {
  if (pickle.test(path)) {
    return 'may be a pickle, which runs code when it is loaded';
  }
  if (code.test(path)) {
    return 'is code, and no code of a model runs on the fleet';
  }
  if (!allowed.test(path)) {
    return 'is nothing that an engine reads as data';
  }
  if (path.toLowerCase() === 'manifest.json') {
    return 'has the name of the manifest that is made';
  }
  return portable.test(path) ? undefined : 'has a name that is not the same everywhere';
}

/** Files that download tools leave behind, such as `.cache/` and `.gitattributes`. They are never part of the weights. */
export const isHidden = (name: string): boolean => name.startsWith('.');

export const isSafetensors = (path: string): boolean => /\.safetensors$/i.test(path);

/** Files whose content is held against the plan. */
export const isSettings = (path: string): boolean =>
  /(^|\/)((adapter_|generation_|tokenizer_|sentence_[a-z-]+_)?config|hf_quant_config|params)\.json$/.test(path);

export const isIndex = (path: string): boolean => /\.safetensors\.index\.json$/i.test(path);
