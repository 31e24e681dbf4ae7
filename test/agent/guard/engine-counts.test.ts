import { expect, test } from 'vitest';
import { engineCounts } from '../../../agent/guard/engine-counts';

/** As HAProxy 2.6.12 writes them, with the columns between left out. */
const statistics = [
  '# pxname,svname,qcur,qmax,scur,smax,slim,econ,eresp,status,weight,',
  'engines,engine0,0,0,3,7,64,1,2,MAINT,1,',
  'engines,engine1,0,0,12,40,64,0,0,no check,1,',
  '',
  'engine1 200 40',
  'engine10 200 7',
  'engine0 503 2',
  'engine1 500 1',
  '',
].join('\n');

test('counts of each engine are read by the names of their columns', () => {
  expect(engineCounts(statistics, 2)).toEqual([
    { open: false, outstanding: 3, answers: { 503: 2 }, unanswered: 3 },
    { open: true, outstanding: 12, answers: { 200: 40, 500: 1 }, unanswered: 0 },
  ]);
});

test.each(['', 'Unknown command', statistics.replace('engine1,', 'other,')])(
  'counts that lack an engine are none: %j',
  (text) => {
    expect(engineCounts(text, 2)).toBeUndefined();
  },
);
