import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { configFindings } from '../../architecture/config/config-fault';
import { parseConfig } from '../../architecture/parse-config';
import { publishedModel, publishedModels } from '../../catalogue/known-models';
import { error, type Finding } from '../../contract/findings';
import { didYouMean } from '../../fleet/nearest';
import { factsOf, type ModelFacts } from '../../plan/models/model-facts';
import { readSmallFile } from '../read-small-file';

export interface ReadModel {
  /** Undefined where there is neither a known model nor a readable file. */
  readonly facts: ModelFacts | undefined;
  /** The file that it was read from; undefined for a known model. */
  readonly path?: string;
  readonly findings: readonly Finding[];
}

const source = 'npx polyregion models --help';

/** A model by its id in the catalogue, or by the path of a `config.json` or of the folder that holds it. */
export function readModel(asked: string): ReadModel {
  const known = publishedModel(asked);
  if (known !== undefined) {
    const facts = factsOf(known);
    return { facts, findings: configFindings([known.id], facts.parsed.faults ?? []) };
  }
  const path = existsSync(join(asked, 'config.json')) ? join(asked, 'config.json') : asked;
  if (!existsSync(path)) {
    return { facts: undefined, findings: [unknown(asked)] };
  }
  const text = readSmallFile(path, 'a config.json as Hugging Face publishes it');
  if (typeof text !== 'string') {
    return { facts: undefined, path, findings: [text] };
  }
  const beside = join(dirname(path), 'hf_quant_config.json');
  const quantization = existsSync(beside) ? jsonOf(readSmallFile(beside, 'a hf_quant_config.json')) : undefined;
  const parsed = parseConfig(text, { quantization });
  return { facts: { id: path, parsed }, path, findings: configFindings([path], parsed.faults ?? []) };
}

/** Text that is no JSON stays text, which the parser of the config refuses. */
function jsonOf(text: string | Finding): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined;
  } catch {
    return text;
  }
}

function unknown(asked: string): Finding {
  const near = didYouMean(
    asked,
    publishedModels.map(({ id }) => id),
  );
  return error(['model'], {
    problem: 'is neither a known model nor a file',
    got: asked,
    expected: 'an id of npx polyregion models, or the path of a config.json',
    fix: near.startsWith('did you') ? near : 'search with npx polyregion models WORD',
    source,
  });
}
