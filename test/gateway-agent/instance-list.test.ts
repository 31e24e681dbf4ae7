import { describe, expect, test } from 'vitest';
import { InstanceList } from '../../gateway-agent/instance-list';
import type { ListInstances, Store } from '../../gateway-agent/ports';

const first = { id: 'i-1', address: '10.0.0.1', isInService: true };
const second = { id: 'i-2', address: '10.0.0.2', isInService: true };

function memory(text?: string): Store & { text: string | undefined } {
  const store = {
    text,
    read: () => store.text,
    write: (written: string) => {
      store.text = written;
    },
  };
  return store;
}

const answers =
  (cells: Awaited<ReturnType<ListInstances>>): ListInstances =>
  () =>
    Promise.resolve(cells);

const silent: ListInstances = () => Promise.reject(Object.assign(new Error('no answer'), { name: 'TimeoutError' }));

describe('the list of instances', () => {
  test('is unknown until AWS has answered', async () => {
    const list = new InstanceList(memory(), () => undefined);
    await list.refresh(silent, () => 0);

    expect(list.cells).toBeUndefined();
    expect(list.ageSeconds(1000)).toBeUndefined();
  });

  test('stays as it was while AWS does not answer, and says how old it is', async () => {
    const list = new InstanceList(memory(), () => undefined);
    await list.refresh(answers({ 'llama-8b': [first] }), () => 1_000);
    await list.refresh(silent, () => 61_000);

    expect(list.cells).toEqual({ 'llama-8b': [first] });
    expect(list.ageSeconds(61_000)).toBe(60);
  });

  test('outlives the program', async () => {
    const store = memory();
    await new InstanceList(store, () => undefined).refresh(answers({ 'llama-8b': [first] }), () => 1_000);
    const restarted = new InstanceList(store, () => undefined);
    await restarted.refresh(silent, () => 2_000);

    expect(restarted.cells).toEqual({ 'llama-8b': [first] });
    expect(restarted.ageSeconds(11_000)).toBe(10);
  });

  test('forgets instances that are gone, and no cell of which AWS says nothing', async () => {
    const list = new InstanceList(memory(), () => undefined);
    await list.refresh(answers({ 'llama-8b': [first, second], 'llama-70b': [first] }), () => 0);
    await list.refresh(answers({ 'llama-8b': [second] }), () => 0);

    expect(list.cells).toEqual({ 'llama-8b': [second], 'llama-70b': [first] });
  });

  test.each(['', '{', '[]', '{"at":"now","cells":{}}', '{"at":1,"cells":{"llama-8b":[{"id":1}]}}'])(
    'was never known where the disk holds %j',
    (text) => {
      expect(new InstanceList(memory(text), () => undefined).cells).toBeUndefined();
    },
  );
});
