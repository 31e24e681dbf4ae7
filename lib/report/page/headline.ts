import { type Html, html } from './html';
import type { Page } from './page';

/** What a person must know before anything else. */
export function headline({ findings }: Page): Html {
  const errors = findings.filter(({ level }) => level === 'error').length;
  const broken =
    errors === 0
      ? undefined
      : html`<p class="notice broken"><strong>This fleet cannot be deployed as it stands:</strong> <a href="#findings">${errors === 1 ? 'one error' : `${errors} errors`}</a>. What follows is the plan all the same.</p>\n`;
  return html`${broken}<p class="notice"><strong>Nothing is created in AWS.</strong> This page says what would follow from the fleet file; only <code>cdk deploy</code> creates anything.</p>
`;
}
