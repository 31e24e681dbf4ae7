type Body = Readonly<Record<string, unknown>>;

/** Fields of `/v1/responses` that name or ask for something kept from one request to the next. */
const stateful: Readonly<Record<string, (value: unknown) => boolean>> = {
  previous_response_id: (value) => value !== undefined && value !== null,
  conversation: (value) => value !== undefined && value !== null,
  background: (value) => value === true,
};

/**
 * What is wrong with a request that needs an earlier answer; undefined where it needs none. The next request may reach
 * another instance, in another region, and none keeps a conversation.
 */
export function statefulField(body: Body): string | undefined {
  const field = Object.keys(stateful).find((name) => stateful[name]?.(body[name]));
  return field === undefined
    ? undefined
    : `${field}: is refused, because no response is kept; send the whole conversation as input`;
}

/** Clients that say nothing ask for `store: true`, which is the API's own default. */
export const withoutStore = (body: Body): Body => ({ ...body, store: false });
