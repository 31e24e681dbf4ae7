import { describe, expect, test } from 'vitest';
import { readTrace } from '../../../lib/fleet/trace';
import { TraceProblem } from '../../../lib/fleet/traces/request';

const read = (...lines: string[]) => readTrace([Buffer.from(lines.join('\n'))]);

/** Three requests at 0 s, 30 s and 120 s with 100, 200 and 600 input and 10, 20 and 60 output tokens: 3 in 120 s, 2 in the first minute. */
const expected = {
  requests: 3,
  seconds: 120,
  meanRequestsPerSecond: 0.025,
  busiestMinuteRequestsPerSecond: 2 / 60,
  meanInputTokens: 300,
  meanOutputTokens: 30,
  p95InputTokens: 600,
  p95OutputTokens: 60,
};

const aiPerf = (ns: number, input: number, output: number) =>
  `{"metadata":{"request_start_ns":${ns},"request_end_ns":${ns + 9},"benchmark_phase":"profiling","was_cancelled":false},"metrics":{"input_sequence_length":{"value":${input},"unit":"tokens"},"output_sequence_length":{"value":${output},"unit":"tokens"}},"error":null}`;

const vllm = {
  date: '20261126-000000',
  request_throughput: 0.025,
  input_lens: [100, 600, 200],
  output_lens: [10, 60, 20],
  start_times: [5000.5, 5120.5, 5030.5],
  errors: ['', '', ''],
};

describe('a trace is read as its publisher writes it', () => {
  test.each([
    {
      what: 'Azure 2023',
      lines: [
        'TIMESTAMP,ContextTokens,GeneratedTokens',
        '2023-11-16 18:15:46.6805900,100,10',
        '2023-11-16 18:16:16.6805900,200,20',
        '2023-11-16 18:17:46.6805900,600,60',
      ],
      firstDay: '2023-11-16',
    },
    {
      what: 'Azure 2024, with a row on the full second',
      lines: [
        'TIMESTAMP,ContextTokens,GeneratedTokens',
        '2024-05-10 00:00:00+00:00,100,10',
        '2024-05-10 00:00:30.000000+00:00,200,20',
        '2024-05-10 00:02:00+00:00,600,60',
      ],
      firstDay: '2024-05-10',
    },
    {
      what: 'ISO 8601 with Z and with another zone',
      lines: [
        'TIMESTAMP,ContextTokens,GeneratedTokens',
        '2024-05-10T00:00:00Z,100,10',
        '2024-05-10T02:00:30.000+02:00,200,20',
        '2024-05-10T00:02:00.000Z,600,60',
      ],
      firstDay: '2024-05-10',
    },
    {
      what: 'a byte order mark, lines that end as on Windows, and quotes',
      lines: [
        '\uFEFF"ContextTokens","TIMESTAMP","GeneratedTokens"\r',
        '"100","2024-05-10 00:00:00","10"\r',
        '"200","2024-05-10 00:00:30","20"\r',
        '"600","2024-05-10 00:02:00","60"\r',
      ],
      firstDay: '2024-05-10',
    },
    {
      what: 'quoted and reordered columns, one with a comma in it',
      lines: [
        '"GeneratedTokens","note","TIMESTAMP","ContextTokens"',
        '"10","a, b","2024-05-10 00:00:00","100"',
        '20,,2024-05-10 00:00:30,200',
        '"60","say ""x""","2024-05-10 00:02:00","600"',
      ],
      firstDay: '2024-05-10',
    },
    {
      what: 'BurstGPT',
      lines: [
        'Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type',
        '5,ChatGPT,100,10,110,Conversation log',
        '35,GPT-4,200,20,220,API log',
        '125,ChatGPT,600,60,660,Conversation log',
      ],
      firstDay: undefined,
    },
    {
      what: 'BurstGPT with sessions',
      lines: [
        'Timestamp,Session ID,Elapsed time,Model,Request tokens,Response tokens,Total tokens,Log Type',
        '5.0,a,1.5,ChatGPT,100,10,110,Conversation log',
        '35.0,b,1.5,GPT-4,200,20,220,API log',
        '125.0,a,1.5,ChatGPT,600,60,660,Conversation log',
      ],
      firstDay: undefined,
    },
    {
      what: 'ServeGen',
      lines: [
        'request_id,timestamp,input_tokens,output_tokens',
        '0,0.250,100,10',
        '1,30.250,200,20',
        '2,120.250,600,60',
      ],
      firstDay: undefined,
    },
    {
      what: 'Mooncake',
      lines: [
        '{"timestamp": 0, "input_length": 100, "output_length": 10, "hash_ids": [0, 1]}',
        '{"timestamp": 30000, "input_length": 200, "output_length": 20, "hash_ids": [0]}',
        '{"timestamp": 120000, "input_length": 600, "output_length": 60, "hash_ids": []}',
      ],
      firstDay: undefined,
    },
    {
      what: 'AIPerf, in order of completion',
      lines: [
        aiPerf(1_759_813_237_500_000_000, 200, 20),
        aiPerf(1_759_813_207_500_000_000, 100, 10),
        aiPerf(1_759_813_327_500_000_000, 600, 60),
      ],
      firstDay: '2025-10-07',
    },
    { what: 'vLLM on one line', lines: [JSON.stringify(vllm)], firstDay: undefined },
    { what: 'vLLM on many lines', lines: [JSON.stringify(vllm, null, 2)], firstDay: undefined },
  ])('$what', ({ lines, firstDay }) => {
    expect(read(...lines)).toEqual({ ...expected, firstDay });
  });
});

describe('a failed request counts as a request, and its length is unknown', () => {
  test.each([
    {
      what: 'BurstGPT writes 0 response tokens',
      lines: ['Timestamp,Model,Request tokens,Response tokens', '0,m,100,10', '60,m,100,0', '90,m,100,20'],
    },
    {
      what: 'AIPerf writes an error',
      lines: [
        aiPerf(0, 100, 10),
        '{"metadata":{"request_start_ns":60000000000,"was_cancelled":true},"metrics":{"error_isl":{"value":100}},"error":{"code":499}}',
        aiPerf(90_000_000_000, 100, 20),
      ],
    },
    {
      what: 'vLLM writes a text in errors',
      lines: [
        JSON.stringify({
          start_times: [0, 60, 90],
          input_lens: [100, 100, 100],
          output_lens: [10, 0, 20],
          errors: ['', 'timeout', ''],
        }),
      ],
    },
  ])('$what', ({ lines }) => {
    expect(read(...lines)).toMatchObject({ requests: 3, seconds: 90, meanInputTokens: 100, meanOutputTokens: 15 });
  });
});

describe('the busiest minute', () => {
  test('is never below the mean, so a steady rate has a peak that equals its mean', () => {
    // GIVEN 120 requests, one a second: 120 in 119 s, and 60 in each minute
    const rows = Array.from({ length: 120 }, (_, second) => `${second},100,10`);

    const { meanRequestsPerSecond, busiestMinuteRequestsPerSecond } = read(
      'timestamp,input_tokens,output_tokens',
      ...rows,
    );

    expect(meanRequestsPerSecond).toBe(120 / 119);
    expect(busiestMinuteRequestsPerSecond).toBe(120 / 119);
  });

  test('is unknown in a trace that is shorter', () => {
    expect(read('timestamp,input_tokens,output_tokens', '0,1,1', '59,1,1')).toMatchObject({
      seconds: 59,
      busiestMinuteRequestsPerSecond: undefined,
    });
  });
});

describe('what is not a trace is refused with what it is', () => {
  test.each([
    {
      what: 'an unknown table, with its columns',
      lines: ['when,prompt,answer', '1,2,3'],
      says: 'line 1: not a request trace, got the columns "when, prompt, answer"',
    },
    { what: 'unknown JSON, with its keys', lines: ['{"data": []}'], says: 'got the columns "data"' },
    { what: 'a vLLM result without details', lines: ['{"request_throughput": 2}'], says: 'without start_times' },
    {
      what: 'a number where Azure has a date',
      lines: ['TIMESTAMP,ContextTokens,GeneratedTokens', '12,1,1'],
      says: 'line 2: not a request, got "12,1,1", expected TIMESTAMP as a date with a time',
    },
    {
      what: 'a JSON line that lacks a length',
      lines: ['{"timestamp":0,"input_length":1,"output_length":1}', '{"timestamp":1,"input_length":1}'],
      says: 'line 2: not a request',
    },
    {
      what: 'a JSON line that is cut off',
      lines: ['{"timestamp":0,"input_length":1,"output_length":1}', '{"timesta'],
      says: 'line 2: not a request',
    },
    {
      what: 'JSON lines out of order',
      lines: [
        '{"timestamp":5,"input_length":1,"output_length":1}',
        '{"timestamp":1,"input_length":1,"output_length":1}',
      ],
      says: 'line 2: earlier than the line before',
    },
    {
      what: 'a quoted value over two lines',
      lines: ['timestamp,input_tokens,output_tokens,text', '0,1,1,"a', 'b"', '1,1,1,c'],
      says: 'goes over more than one line',
    },
    {
      what: 'the summary of an AIPerf run',
      lines: ['{"request_throughput":{"unit":"requests/sec","avg":5},"input_sequence_length":{"avg":100}}'],
      says: 'the summary of an AIPerf run',
    },
    {
      what: 'milliseconds since 1970 where ServeGen has seconds',
      lines: ['timestamp,input_tokens,output_tokens', '1700000000000,1,1', '1700000030000,1,1'],
      says: 'line 2: not a request, got "1700000000000,1,1", expected timestamp in seconds or as a date',
    },
    {
      what: 'two vLLM results',
      lines: [JSON.stringify(vllm), JSON.stringify(vllm)],
      says: 'line 2: a second result, expected one',
    },
  ])('$what', ({ lines, says }) => {
    expect(() => read(...lines)).toThrow(says);
  });
});

describe('the fix of what is no trace', () => {
  const fixOf = (chunk: Buffer): string | undefined => {
    try {
      readTrace([chunk]);
      return undefined;
    } catch (problem) {
      return problem instanceof TraceProblem ? problem.fix : undefined;
    }
  };

  test.each([
    { what: 'other columns are renamed', chunk: Buffer.from('when,in,out\n1,2,3'), fix: 'rename the columns' },
    {
      what: 'a missing header is added',
      chunk: Buffer.from('0.5,100,10\n1.5,100,10'),
      fix: 'give the file a first line',
    },
    {
      what: 'UTF-16 is saved as UTF-8',
      chunk: Buffer.from('\uFEFFTIMESTAMP,ContextTokens,GeneratedTokens\n', 'utf16le'),
      fix: 'save the file as UTF-8',
    },
    {
      what: 'the summary of an AIPerf run stands beside its requests',
      chunk: Buffer.from('{"request_throughput":{"avg":5}}'),
      fix: 'name profile_export.jsonl',
    },
  ])('$what', ({ chunk, fix }) => {
    expect(fixOf(chunk)).toContain(fix);
  });
});
