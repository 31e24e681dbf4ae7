import type { Plan } from '../plan/plan';
import { figureText, rangeText, secondsText } from './figure-text';
import { firstTypes, modelTypes } from './model-types';
import { settingText } from './setting-text';
import { table } from './table';

const stageTable = (plan: Plan): string =>
  table(
    'Cold start, seconds',
    [
      'model',
      'type',
      'launch',
      'boot',
      'image',
      'weights',
      'load',
      'compile',
      'graphs',
      'warm-up',
      'register',
      'total',
    ],
    modelTypes(plan).map(({ model, type: { instanceType, coldStart } }) => [
      model,
      instanceType,
      ...[
        coldStart.launch,
        coldStart.boot,
        coldStart.image,
        coldStart.weights,
        coldStart.loadToGpu,
        coldStart.compile,
        coldStart.graphCapture,
        coldStart.warmUp,
        coldStart.registration,
      ].map(secondsText),
      rangeText(coldStart.totalSeconds),
    ]),
  );

const shorteningTable = (plan: Plan): string =>
  table(
    'Ways to shorten it, on the first type: what is free, then most seconds for a dollar',
    ['model', 'way', 'set by', 'saves, s', 'USD a month', 's for a USD'],
    firstTypes(plan).flatMap(({ model, type }) =>
      type.coldStart.shortenings.map(({ savedSeconds, usdPerMonth, secondsPerUsd, ...shortening }) => [
        model,
        shortening.way,
        settingText(shortening),
        secondsText(savedSeconds),
        figureText({ ...usdPerMonth, unit: '' }),
        secondsPerUsd === undefined ? 'free' : figureText({ ...secondsPerUsd, unit: '' }, 3),
      ]),
    ),
  );

export const coldStartTables: readonly ((plan: Plan) => string)[] = [stageTable, shorteningTable];
