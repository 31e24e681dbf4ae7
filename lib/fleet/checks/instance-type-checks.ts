import { gatewayInstanceType } from '../../catalogue/gateway-instance-types';
import { gpuInstanceType, gpuInstanceTypeNames } from '../../catalogue/instance-types';
import { otherInstanceType } from '../../catalogue/other-instance-types';
import { error, type Finding, type Path } from '../../contract/findings';
import { gpusOf } from '../../contract/replica-layout';
import { insteadOfType } from '../instead-of-type';
import { didYouMean } from '../nearest';
import { layoutPath, writtenLayout } from '../placed-model';
import { check } from './check';

const source = 'instance types of the models: docs/fleet-file.md';
const instanceTypeSource = 'instance types of the catalogue, lib/catalogue/data/instance-types.json';

/** A type that exists and that fleets cannot use, or a name that is no type. */
function notUsable(path: Path, name: string): Finding {
  const other = otherInstanceType(name);
  return error(path, {
    problem: 'is no known GPU instance type',
    fix: didYouMean(name, gpuInstanceTypeNames),
    ...(other && insteadOfType(other)),
    got: name,
    expected: 'a GPU instance type of EC2 that fleets can use',
    source: instanceTypeSource,
  });
}

const instanceTypesKnown = check(['models'], ({ models }) =>
  models.flatMap((model, index) =>
    model.instanceTypes.flatMap((name, position): Finding[] => {
      const path = ['models', index, 'instanceTypes', position];
      const type = gpuInstanceType(name);
      if (type === undefined) {
        return [notUsable(path, name)];
      }
      return type.gpuCount % gpusOf(model) === 0
        ? []
        : [
            error(layoutPath(model, index), {
              problem: `does not divide the ${type.gpuCount} GPUs of ${name}`,
              got: writtenLayout(model),
              expected: `${model.layoutField === 'parallel' ? 'tensor × data' : 'a number'} that divides ${type.gpuCount}`,
              fix: 'choose another size or type',
              source: instanceTypeSource,
            }),
          ];
    }),
  ),
);

const instanceTypesAgree = check(['models'], ({ models }) =>
  models.flatMap(({ instanceTypes }, index) =>
    instanceTypes.flatMap((name, position): Finding[] => {
      const path = ['models', index, 'instanceTypes', position];
      if (instanceTypes.indexOf(name) < position) {
        return [
          error(path, { problem: 'is a duplicate', got: name, expected: 'each type once', fix: 'remove it', source }),
        ];
      }
      const gpus = gpuInstanceType(name)?.gpuCount;
      const first = gpuInstanceType(instanceTypes[0] ?? '')?.gpuCount;
      return gpus === first || gpus === undefined || first === undefined
        ? []
        : [
            error(path, {
              problem: `has ${gpus} GPUs and the first type ${first}, so one scaling target cannot fit both`,
              got: name,
              expected: `a type with ${first} GPUs`,
              fix: 'remove it, or put it first and remove the others',
              source,
            }),
          ];
    }),
  ),
);

const pricesAreForKnownTypes = check(['pricesUsdPerHour', 'regions'], ({ pricesUsdPerHour, regions }) =>
  Object.entries(pricesUsdPerHour).flatMap(([name, byRegion]) => {
    const path = ['pricesUsdPerHour', name];
    if (gpuInstanceType(name) === undefined && gatewayInstanceType(name) === undefined) {
      return [notUsable(path, name)];
    }
    return Object.keys(byRegion)
      .filter((code) => !regions.includes(code))
      .map((code) =>
        error([...path, code], {
          problem: 'is no region of the fleet',
          got: code,
          expected: `one of ${regions.join(', ')}`,
          fix: didYouMean(code, regions),
          source,
        }),
      );
  }),
);

export const instanceTypeChecks = [instanceTypesKnown, instanceTypesAgree, pricesAreForKnownTypes];
