import { type Answer, type Check, judged } from './check';

/** Whether a service of AWS may publish to a topic that exists already. @param answer its policy; undefined where there is no such topic */
export const topicCheck = (topicArn: string, publisher: string, answer: Answer<string | undefined>): Check =>
  judged('topic', topicArn, answer, (policy) =>
    policy === undefined
      ? { state: 'missing', says: 'no such topic, or not one that these credentials may read' }
      : allows(policy, publisher)
        ? { state: 'fine', says: `${publisher} may publish` }
        : { state: 'missing', says: `its policy does not let ${publisher} publish: add sns:Publish for it` },
  );

interface Statement {
  readonly Effect?: string;
  readonly Principal?:
    | '*'
    | { readonly Service?: string | readonly string[]; readonly AWS?: string | readonly string[] };
  readonly Action?: string | readonly string[];
}

const listOf = (one: string | readonly string[] | undefined): readonly string[] =>
  one === undefined ? [] : [one].flat();

/** Conditions are not read: they limit who publishes in the name of the service. */
function allows(policy: string, publisher: string): boolean {
  const { Statement = [] } = JSON.parse(policy) as { readonly Statement?: Statement | readonly Statement[] };
  return [Statement].flat().some(({ Effect, Principal, Action }) => {
    const services = Principal === '*' ? ['*'] : [...listOf(Principal?.Service), ...listOf(Principal?.AWS)];
    const actions = listOf(Action).map((action) => action.toLowerCase());
    return (
      Effect === 'Allow' &&
      services.some((service) => service === publisher || service === '*') &&
      actions.some((action) => ['sns:publish', 'sns:*', '*'].includes(action))
    );
  });
}
