import { type Extension, typed } from './envoy';

/** What an answer says of its tokens, under the names of the access log. */
const fields = [
  ['prompt_tokens', 'input'],
  ['completion_tokens', 'output'],
] as const;

const put = (key: string) => ({ metadata_namespace: 'usage', key, type: 'NUMBER' });

/**
 * They read the numbers of tokens that an answer states, and nothing else of it. A stream passes through as it comes; it states
 * the numbers only if its client asks for them (`stream_options.include_usage`).
 */
export const usageFilters: readonly Extension[] = [
  {
    name: 'envoy.filters.http.sse_to_metadata',
    typed_config: typed('extensions.filters.http.sse_to_metadata.v3.SseToMetadata', {
      response_rules: {
        content_parser: {
          name: 'envoy.content_parsers.json',
          typed_config: typed('extensions.content_parsers.json.v3.JsonContentParser', {
            rules: fields.map(([field, key]) => ({
              rule: { selectors: [{ key: 'usage' }, { key: field }], on_present: put(key) },
            })),
          }),
        },
      },
    }),
  },
  {
    name: 'envoy.filters.http.json_to_metadata',
    typed_config: typed('extensions.filters.http.json_to_metadata.v3.JsonToMetadata', {
      response_rules: {
        rules: fields.map(([field, key]) => ({
          selectors: [{ key: 'usage' }, { key: field }],
          on_present: put(key),
        })),
        allow_content_types: ['application/json'],
      },
    }),
  },
];
