import {
  gatewayInstanceType,
  gatewayInstanceTypeNames,
  gatewayInstanceTypesProvenance,
  gatewayOffering,
} from '../../catalogue/gateway-instance-types';
import { region as knownRegion } from '../../catalogue/regions';
import { error } from '../../contract/findings';
import { modelRegions } from '../model-regions';
import { didYouMean } from '../nearest';
import { check } from './check';

const { source: table, date } = gatewayInstanceTypesProvenance;
const source = `instance types of gateways, read ${date}: ${table}`;

const path = ['gateway', 'instanceType'];

const typeIsKnown = check(['gateway'], ({ gateway }) =>
  gateway === undefined || gatewayInstanceType(gateway.instanceType) !== undefined
    ? []
    : [
        error(path, {
          problem: 'is no instance type on which gateways are planned',
          got: gateway.instanceType,
          expected: `one of ${gatewayInstanceTypeNames.join(', ')}`,
          fix: didYouMean(gateway.instanceType, gatewayInstanceTypeNames),
          source,
        }),
      ],
);

const typeIsOffered = check(['gateway', 'models', 'workloads', 'jurisdictions'], ({ gateway, models, ...file }) =>
  gateway === undefined || gatewayInstanceType(gateway.instanceType) === undefined
    ? []
    : [...new Set(models.flatMap(({ name }) => modelRegions(file, name)))]
        .filter((code) => knownRegion(code) !== undefined && gatewayOffering(gateway.instanceType, code) === undefined)
        .map((code) =>
          error(path, {
            problem: `has no known price and zones in ${code}`,
            got: gateway.instanceType,
            expected: `a type that the table lists in ${code}`,
            fix: `leave the gateway or ${code} out of the fleet file`,
            source,
          }),
        ),
);

export const gatewayChecks = [typeIsKnown, typeIsOffered];
