import { agentKey, manifestFileName, weightsPrefix } from '../contract/artifacts';
import { cellParameters } from '../contract/cell-parameters';
import { parseContractText } from '../contract/parse-contract';

/** Objects of the artifact bucket that an instance reads at its start, by what they are. */
export interface BootedArtifacts {
  readonly agent: string;
  readonly weights: string;
}

/**
 * What the script of a launch template starts from: pins of the deployment, which may be older than those of the lock file.
 *
 * @throws Error where it is not the script of a cell
 */
export function bootedArtifacts(script: string): BootedArtifacts {
  const [, parameters = ''] = /<<'PARAMETERS'\n([\s\S]*?)\nPARAMETERS\n/.exec(script) ?? [];
  const [, agentDigest = ''] = /^pinned="(sha256:[0-9a-f]{64})"$/m.exec(script) ?? [];
  const { model, weightsManifest } = parseContractText(cellParameters, parameters, {
    what: 'launch template of the cell',
    fix: 'deploy the serving stack again',
  });
  if (agentDigest === '') {
    throw new Error('launch template of the cell: names no agent; deploy the serving stack again');
  }
  return {
    agent: agentKey(agentDigest),
    weights: `${weightsPrefix(model, weightsManifest)}${manifestFileName}`,
  };
}
