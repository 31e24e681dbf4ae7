/**
 * What the guard itself answers, in the form of the engine's own errors, which client libraries show. HAProxy ends the
 * connection after most of them, so the client is told.
 */
const messages: Readonly<Record<number, { readonly type: string; readonly message: string }>> = {
  400: { type: 'invalid_request_error', message: 'the request cannot be read; send a JSON object over plain HTTP/1.1' },
  404: { type: 'invalid_request_error', message: 'no such path; GET /v1/models lists the models' },
  408: { type: 'invalid_request_error', message: 'the request did not come in time; send it again' },
  413: { type: 'invalid_request_error', message: 'the request is too long; send less text or smaller images' },
  500: { type: 'internal_server_error', message: 'the request cannot be admitted; send it again' },
  502: { type: 'internal_server_error', message: 'the engine gave no answer; send the request again' },
  503: { type: 'service_unavailable', message: 'the instance takes no more requests now; send it again later' },
  504: { type: 'internal_server_error', message: 'the engine gave no answer in time; send the request again' },
};

export const errorAnswers: readonly string[] = Object.entries(messages).map(
  ([status, { type, message }]) =>
    `http-error status ${status} content-type application/json string '${JSON.stringify({
      error: { message, type, code: Number(status) },
    })}' hdr connection close`,
);
