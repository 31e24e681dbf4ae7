import type { Layout } from '../architecture/model/architecture';
import { type GpuInstanceType, gpuInstanceTypes } from '../catalogue/instance-types';
import { layoutOf, layoutWords } from '../contract/replica-layout';
import type { Fleet, Model } from '../fleet/fleet';
import { owningWorkloads } from '../fleet/idle-work';
import { laidOut, servingPlaces } from '../plan/capacity/serving-places';
import type { NearestChange } from './change';
import { withModel } from './changed-fleet';
import { costByArithmetic, type ExpectedCost } from './expected-cost';

/** For each model that a workload names, the one instance type and layout with which the fleet costs least, and by arithmetic no more than `most` USD a month. */
export const cheapestPlaces = (fleet: Fleet, most: number, costOf: ExpectedCost): NearestChange[] =>
  fleet.models.flatMap((model, index) => {
    const found = placesOf(fleet, model)
      .flatMap(({ type, layout }) => {
        const { derived: _, ...placed } = { ...laidOut(model, layout), instanceTypes: [type.name] };
        const changed = withModel(fleet, index, placed as Model);
        const usdPerMonth = costByArithmetic(changed);
        return usdPerMonth === undefined || usdPerMonth > most ? [] : [{ type, layout, changed, usdPerMonth }];
      })
      .sort((a, b) => a.usdPerMonth - b.usdPerMonth);
    const [best] = found;
    const usdPerMonth = best && costOf(best.changed);
    return best === undefined || usdPerMonth === undefined || isPlaced(model, best)
      ? []
      : [changeTo(model, { ...best, usdPerMonth })];
  });

interface Place {
  readonly type: GpuInstanceType;
  readonly layout: Layout;
  readonly usdPerMonth: number;
}

/** Where every workload of the model keeps its objectives. */
function placesOf(fleet: Fleet, model: Model): Pick<Place, 'type' | 'layout'>[] {
  const workloads = owningWorkloads(fleet).filter((workload) => workload.model === model.name);
  return workloads.length === 0
    ? []
    : gpuInstanceTypes.flatMap((type) => {
        const [first = [], ...others] = workloads.map((workload) => {
          const places = servingPlaces(fleet, workload, model, type);
          return 'reason' in places ? [] : places.map(({ layout }) => layout);
        });
        const isEverywhere = (layout: Layout) =>
          others.every((layouts) => layouts.some((one) => layoutWords(one) === layoutWords(layout)));
        return first.filter(isEverywhere).map((layout) => ({ type, layout }));
      });
}

const isPlaced = (model: Model, { type, layout }: Place): boolean =>
  model.instanceTypes.length === 1 &&
  model.instanceTypes[0] === type.name &&
  layoutWords(layoutOf(model)) === layoutWords(layout);

function changeTo(model: Model, { type, layout, usdPerMonth }: Place): NearestChange {
  const path = `models[${model.name}]`;
  const isNewLayout = layoutWords(layoutOf(model)) !== layoutWords(layout);
  return {
    what: `${model.name}: on ${type.name}${isNewLayout ? ` with ${layoutWords(layout)}` : ''}, instead of ${model.instanceTypes.join(', ')}`,
    set: [`${path}.instanceTypes=[${type.name}]`, ...(isNewLayout ? [`${path}.${layoutEntry(layout)}`] : [])],
    usdPerMonth,
  };
}

const layoutEntry = ({ tensorParallel, dataParallel = 1, expertParallel = false }: Layout): string =>
  dataParallel === 1 && !expertParallel
    ? `tensorParallel=${tensorParallel}`
    : `parallel={ tensor: ${tensorParallel}, data: ${dataParallel}, expert: ${expertParallel} }`;
