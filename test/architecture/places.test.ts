import { describe, expect, test } from 'vitest';
import { layoutsOn, smallestPlace } from '../../lib/architecture/places';
import { gpuInstanceType, gpuInstanceTypes } from '../../lib/catalogue/instance-types';
import { gpusOf } from '../../lib/contract/replica-layout';

const dense = {};
const mixture = { experts: { count: 128, perToken: 8 } };

describe('layouts on an instance type', () => {
  test('of a dense model divide its matrices among GPUs that divide the instance', () => {
    expect(layoutsOn({ gpuCount: 4 }, dense)).toEqual([
      { tensorParallel: 1 },
      { tensorParallel: 2 },
      { tensorParallel: 4 },
    ]);
  });

  test('of a mixture of experts also keep experts whole, and copies of the attention', () => {
    expect(layoutsOn({ gpuCount: 2 }, mixture)).toEqual([
      { tensorParallel: 1 },
      { tensorParallel: 2 },
      { tensorParallel: 2, expertParallel: true },
      { tensorParallel: 1, dataParallel: 2, expertParallel: true },
    ]);
  });
});

describe('the smallest place', () => {
  const needing = (gib: number) =>
    smallestPlace(dense, ({ type, layout }) => (gpusOf(layout) * type.gpuMemoryMiB) / 1024 >= gib);

  test('has the least memory of a replica that holds the model, on the smallest instance with such GPUs', () => {
    // p5.48xlarge has the same GPU eight times
    expect(needing(70)).toMatchObject({ type: { name: 'p5.4xlarge' }, layout: { tensorParallel: 1 } });
  });

  test('is none where no instance has enough', () => {
    expect(needing(4000)).toBeUndefined();
  });

  test('is sought among the given types alone, and equal GPUs are asked once', () => {
    const asked: string[] = [];
    smallestPlace(
      dense,
      ({ type, layout }) => {
        asked.push(`${type.gpu} ${layout.tensorParallel}`);
        return false;
      },
      gpuInstanceTypes.filter(({ gpu }) => gpu === 'H100'),
    );

    expect(asked).toEqual(['H100 1', 'H100 2', 'H100 4', 'H100 8']);
    expect(gpuInstanceType('p5.4xlarge')?.gpu).toBe('H100');
  });
});
