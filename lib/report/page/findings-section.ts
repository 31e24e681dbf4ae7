import { html } from './html';
import type { Section } from './page';

export const findingsSection: Section = {
  id: 'findings',
  title: 'Findings',
  body: ({ findings }) =>
    findings.length === 0
      ? html`<p>There are no findings about the fleet file.</p>\n`
      : html`<p>Findings about the fleet file. ${findings.some(({ level }) => level === 'error') ? 'The errors keep the fleet from being deployed.' : 'None of them keeps the fleet from being synthesized.'}</p>
<ul class="findings">
${findings.map(
  ({ level, path, message, source }) =>
    html`<li><span class="level ${level}">${level}</span> <code>${path}</code> ${message} <span class="source">[${source}]</span></li>\n`,
)}</ul>
`,
};
