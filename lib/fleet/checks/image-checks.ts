import type { Path } from '../../contract/findings';
import { error, type Finding } from '../../contract/findings';
import { architectureOf } from '../known-sizes';
import { check } from './check';

const source = 'workloads[].maxImages of the fleet file: docs/fleet-file.md';

/** A workload may have images only where its model reads as many. */
export const imageChecks = [
  check(['workloads', 'models'], ({ workloads, models }, related) =>
    workloads.flatMap(({ maxImages, model: name }, index): Finding[] => {
      const place = models.findIndex((model) => model.name === name);
      const model = models[place];
      if (maxImages === undefined || model === undefined) {
        return [];
      }
      const here: Path = ['workloads', index, 'maxImages'];
      const architecture = architectureOf(model, related);
      if (architecture === undefined) {
        return [
          error(here, {
            problem: `cannot be planned: what ${name} does with an image follows from its config.json, which the fleet file does not name`,
            got: maxImages,
            expected: 'a model with config, or with model: and a known id',
            fix: `name the config.json of ${name}, or leave maxImages out`,
            source,
          }),
        ];
      }
      if (architecture.imageToken === undefined) {
        return [
          error(here, {
            problem: `asks for images, which ${name} does not read: its config.json has no vision_config`,
            got: maxImages,
            expected: 'a model that reads images',
            fix: 'leave maxImages out, or take a vision model',
            source: architecture.source,
          }),
        ];
      }
      const { languageModelOnly, limitPerPrompt } = model.engine;
      const most = languageModelOnly ? 0 : limitPerPrompt?.image;
      return most === undefined || most >= maxImages
        ? []
        : [
            error(here, {
              problem: `is more than the engine of ${name} takes`,
              got: maxImages,
              expected: `at most ${most}, as models[${place}].engine.${languageModelOnly ? 'languageModelOnly' : 'limitPerPrompt.image'} says`,
              fix: 'lower maxImages, or change the setting of the engine',
              source,
            }),
          ];
    }),
  ),
];
