import type { IncomingMessage, ServerResponse } from 'node:http';
import { readText } from '../loopback/body';
import { admit, refuse } from './admit';
import { streamedAnswer, wholeAnswer } from './answer';
import type { Behaviour } from './behaviour';
import type { Engine } from './engine';
import { type PromptKind, readPrompt } from './prompt';

/** @see https://github.com/vllm-project/vllm/blob/v0.33.0/vllm/renderers/hf.py line 886 */
const noChatTemplate =
  'As of transformers v4.44, default chat template is no longer allowed, so you must provide a chat template if the tokenizer does not define one.';

/** One completion, from the request to the last token. */
export async function complete(
  engine: Engine,
  kind: PromptKind,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { options, scheduler } = engine;
  const { answerTokens, chatTemplate, word, stampsTokens } = engine.behaviour;
  const prompt = readPrompt(kind, await readText(request));
  if (typeof prompt === 'string') {
    refuse(response, 400, 'BadRequestError', prompt);
    return;
  }
  if (kind === 'chat' && !chatTemplate) {
    refuse(response, 400, 'BadRequestError', noChatTemplate);
    return;
  }
  if (misbehaves(engine.behaviour, prompt.maxTokens, response) || !admit(engine, prompt, response)) {
    return;
  }
  const room = options.maxModelLengthTokens - prompt.tokens;
  const answered = prompt.ignoreEndOfAnswer ? room : Math.min(answerTokens, room);
  const maxTokens = Math.min(prompt.maxTokens ?? answered, prompt.ignoreEndOfAnswer ? room : answered);
  const text = (): string => (stampsTokens ? `${process.hrtime.bigint()} ` : word);
  const answer = prompt.stream
    ? streamedAnswer(response, kind, options.model, text, prompt.includeUsage)
    : wholeAnswer(response, kind, options.model, text);
  let tokens = 0;
  const abort = scheduler.add({
    promptTokens: prompt.tokens,
    maxTokens,
    reasonAtEnd: maxTokens === prompt.maxTokens || maxTokens === room ? 'length' : 'stop',
    onToken: () => {
      tokens += 1;
      answer.token();
    },
    onEnd: (reason) => {
      const usage = {
        prompt_tokens: prompt.tokens,
        completion_tokens: tokens,
        total_tokens: prompt.tokens + tokens,
      };
      answer.end(reason, usage);
    },
  });
  response.once('close', abort);
  response.once('finish', () => engine.answered());
}

/** Whether the engine has answered without any work, because it is told to. */
function misbehaves(
  { answersWith, body, sparesProbes }: Behaviour,
  maxTokens: number | undefined,
  response: ServerResponse,
): boolean {
  if ((answersWith === null && body === 'whole') || (sparesProbes && maxTokens === 1)) {
    return false;
  }
  response.writeHead(answersWith ?? 200).end(body === 'garbage' ? '<html>' : '');
  return true;
}
