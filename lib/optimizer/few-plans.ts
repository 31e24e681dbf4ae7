import type { ModelSearch } from './model-search';
import type { ModelChoice } from './optimization';
import type { SettingChange } from './setting-change';
import type { Setting } from './settings';

export interface Searches {
  /** Every model that has cells. */
  readonly searches: readonly ModelSearch[];
  /** Those that may change. */
  readonly searched: readonly ModelSearch[];
  /** Today's first. */
  readonly settings: readonly Setting[];
}

type Choices = Readonly<Record<string, ModelChoice>>;

/** Choices for some models in one setting; the others stay as they are. */
export interface Combined {
  readonly usdPerMonth: number;
  readonly setting: Setting;
  readonly models: Choices;
}

export interface FewPlans {
  readonly combined: readonly Combined[];
  /** The choices of each model in today's setting, the cheapest first. */
  readonly choices: Readonly<Record<string, readonly ModelChoice[]>>;
}

/** A combination with what it gives up: settings that change, and caches that lose precision. */
interface Weighed extends Combined {
  readonly losses: readonly string[];
}

/** A changed setting is worth a word where it saves so much more than a plan without it. Assumed. */
const worthAChange = 0.01;

/**
 * The cheapest combinations that keep every promise: of each set of losses the cheapest, where no cheaper one gives up as
 * little; the one that gives up least is always among them. Where these are few, other types of the model that saves most follow.
 *
 * @param most how many are wanted
 * @param isNew what costs more than today is wanted too
 */
export function fewPlans({ searches, searched, settings }: Searches, most: number, isNew: boolean): FewPlans {
  const [today, ...others] = settings as [Setting, ...Setting[]];
  const limits = searched.map((one) => {
    const limit = isNew || one.today.broken !== undefined ? Number.POSITIVE_INFINITY : one.today.usdPerMonth;
    return { one, limits: { asPrecise: limit, lessPrecise: limit } };
  });
  const choices = Object.fromEntries(
    limits.map(({ one, limits: each }) => [one.name, one.choices(today, each, most, 'types')]),
  );
  const bestToday = limits.map(({ one, limits: each }) => bestOf(one, one.choices(today, each, 2, 'precision')));
  const weighed = (setting: Setting, models: Choices): Weighed => ({
    usdPerMonth: searches.reduce((usd, { name, today: as }) => usd + (models[name] ?? as).usdPerMonth, 0),
    setting,
    models,
    losses: [...setting.changes.map(lossOf), ...searched.flatMap((one) => precisionLoss(one, models[one.name]))],
  });
  const all = [
    ...ends.map((end) => weighed(today, chosen(bestToday, end))),
    ...otherTypes(searched, choices).map((varied) => weighed(today, { ...chosen(bestToday, 'cheapest'), ...varied })),
  ].filter(({ models }) => Object.keys(models).length > 0);
  const asIs = !isNew && searches.every((one) => one.today.broken === undefined) ? [weighed(today, {})] : [];
  const known = [...asIs, ...all];
  for (const { setting, touched, floor } of byFloor(others, searched, weighed(today, chosen(bestToday, 'cheapest')))) {
    const changes = setting.changes.map(lossOf);
    const below = (losses: readonly string[]): number =>
      Math.min(...known.filter((one) => isWithin(one.losses, losses)).map(({ usdPerMonth }) => usdPerMonth)) *
      (1 - worthAChange);
    const limit = {
      asPrecise: below(changes),
      lessPrecise: below([...changes, ...searched.map(({ name }) => precisionOf(name))]),
    };
    const found = touched.map((one) => {
      const rest = floor - one.floorUsdPerMonth(setting);
      const own = { asPrecise: limit.asPrecise - rest, lessPrecise: limit.lessPrecise - rest };
      return floor < limit.lessPrecise || floor < limit.asPrecise
        ? bestOf(one, one.choices(setting, own, 2, 'precision'))
        : bestOf(one, []);
    });
    for (const end of ends.filter((one) => found.every((best) => best[one] !== undefined))) {
      const untouched = bestToday.filter(({ name }) => touched.every((one) => one.name !== name));
      const one = weighed(setting, chosen([...untouched, ...found], end));
      if (one.usdPerMonth < below(one.losses)) {
        known.push(one);
        all.push(one);
      }
    }
  }
  return { combined: few(all, most), choices };
}

/** With the cheapest choice of each model, and with the cheapest whose cache is as precise as today's. */
const ends = ['cheapest', 'asPrecise'] as const;

interface Best {
  readonly name: string;
  readonly cheapest: ModelChoice | undefined;
  readonly asPrecise: ModelChoice | undefined;
}

const bestOf = (one: ModelSearch, choices: readonly ModelChoice[]): Best => ({
  name: one.name,
  cheapest: choices[0],
  asPrecise: choices.find(({ placement }) => !one.losesPrecision(placement)),
});

const chosen = (best: readonly Best[], end: (typeof ends)[number]): Choices =>
  Object.fromEntries(
    best.flatMap((one) => {
      const choice = one[end];
      return choice === undefined ? [] : [[one.name, choice]];
    }),
  );

/** The choices of the model that saves most. */
function otherTypes(searched: readonly ModelSearch[], choices: FewPlans['choices']): Choices[] {
  const savedBy = ({ name, today }: ModelSearch): number => {
    const best = choices[name]?.[0];
    return best === undefined ? 0 : today.usdPerMonth - best.usdPerMonth;
  };
  const [most] = [...searched].sort((a, b) => savedBy(b) - savedBy(a));
  return most === undefined ? [] : (choices[most.name] ?? []).map((choice) => ({ [most.name]: choice }));
}

/** Settings that change what a model is asked for, the one first that may cost least. */
const byFloor = (settings: readonly Setting[], searched: readonly ModelSearch[], today: Combined) =>
  settings
    .map((setting) => {
      const touched = searched.filter((one) => one.isTouchedBy(setting));
      const floor = touched.reduce(
        (usd, one) => usd + one.floorUsdPerMonth(setting) - (today.models[one.name] ?? one.today).usdPerMonth,
        today.usdPerMonth,
      );
      return { setting, touched, floor };
    })
    .filter(({ touched }) => touched.length > 0)
    .sort((a, b) => a.floor - b.floor);

const precisionOf = (model: string): string => `precision of ${model}`;

const precisionLoss = (one: ModelSearch, choice: ModelChoice | undefined): string[] =>
  choice !== undefined && one.losesPrecision(choice.placement) ? [precisionOf(one.name)] : [];

/** Changes of one thing are one loss, whichever of them it is. */
function lossOf(change: SettingChange): string {
  switch (change.kind) {
    case 'region':
      return `regions of ${change.jurisdiction}`;
    case 'failover mode':
      return `failover of ${change.workload}`;
    case 'all on spot':
      return `pools of ${change.model}`;
    default:
      return change satisfies never;
  }
}

const isWithin = (losses: readonly string[], others: readonly string[]): boolean =>
  losses.every((loss) => others.includes(loss));

function few(all: readonly Weighed[], most: number): Combined[] {
  const sorted = distinct([...all].sort(cheapestFirst));
  const front = sorted.filter(
    (one, index) => !sorted.slice(0, index).some((cheaper) => isWithin(cheaper.losses, one.losses)),
  );
  const others = sorted.filter((one) => !front.includes(one));
  const [gentlest] = [...front].sort((a, b) => a.losses.length - b.losses.length);
  const first = [...(gentlest === undefined ? [] : [gentlest]), ...front.filter((one) => one !== gentlest)];
  return [...first, ...others].slice(0, most).sort(cheapestFirst);
}

const cheapestFirst = (a: Combined, b: Combined): number => a.usdPerMonth - b.usdPerMonth;

const distinct = (all: readonly Weighed[]): Weighed[] => {
  const key = ({ setting, models }: Weighed): string =>
    JSON.stringify([setting.changes, Object.entries(models).map(([name, { placement }]) => [name, placement])]);
  return all.filter((one, index) => all.findIndex((other) => key(other) === key(one)) === index);
};
