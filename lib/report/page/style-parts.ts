/** Cards, tables, figures, charts, boxes. */
export const partsStyle = `.notice { background: var(--notice); border-left: 3px solid var(--expected); padding: 10px 14px; max-width: none; }
.notice.broken { border-left-color: var(--limit); }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(230px, 100%), 1fr)); gap: 12px; margin: 16px 0; }
.card { background: var(--panel); border-radius: 6px; padding: 12px 14px; }
.card dt { font-weight: 600; font-size: 0.87rem; }
.card dd { margin: 0; }
.large .value { font-size: 1.45rem; font-weight: 600; }
.large .range, td .range { display: block; }
td .range { font-size: 0.8em; line-height: 1.2; }
.figure { white-space: nowrap; font-variant-numeric: tabular-nums; }
.unit, .range { font-weight: 400; font-size: 0.87em; }
.origin { font-size: 0.72em; font-weight: 600; text-decoration: none; vertical-align: super; line-height: 1; margin-left: -0.15em; }
a.origin:hover { text-decoration: underline; }
.measured { color: var(--measured); } .published { color: var(--published); }
.derived { color: var(--derived); } .stated { color: var(--stated); } .assumed { color: var(--assumed); }
.origins { display: flex; flex-wrap: wrap; gap: 2px 22px; margin: 0 0 12px; font-size: 0.87rem; }
.origins div { display: flex; gap: 6px; }
.origins dt { font-weight: 600; white-space: nowrap; } .origins dd { margin: 0; color: var(--muted); }
/* Shadows at the sides say that there is more to scroll to; a sentence says it too where the browser can tell. */
.scroll { overflow-x: auto; margin: 0 0 20px; container-type: scroll-state;
  background: linear-gradient(to right, var(--page) 30%, transparent) left / 40px 100%, linear-gradient(to left, var(--page) 30%, transparent) right / 40px 100%,
    linear-gradient(to right, var(--shade), transparent) left / 14px 100%, linear-gradient(to left, var(--shade), transparent) right / 14px 100%;
  background-repeat: no-repeat; background-attachment: local, local, scroll, scroll; }
.hint { display: none; position: sticky; left: 0; width: max-content; font-size: 0.8rem; color: var(--muted); }
@container scroll-state(scrollable: x) { .hint { display: block; } }
table { border-collapse: collapse; min-width: 50%; font-size: 0.9rem; }
caption { text-align: left; font-weight: 600; padding: 8px 0 6px; }
caption span { position: sticky; left: 0; display: inline-block; max-width: calc(100vw - 40px); }
th, td { padding: 5px 8px; border-bottom: 1px solid var(--line); text-align: right; vertical-align: baseline; white-space: nowrap; }
th:first-child { text-align: left; padding-left: 0; }
thead th { border-bottom: 1px solid var(--rule); font-weight: 600; vertical-align: bottom; white-space: normal; }
tbody th { font-weight: 500; }
.text { text-align: left; }
th .source { font-size: 0.93em; font-weight: 400; } td .source { font-size: 0.93em; }
.below { margin-top: -10px; font-size: 0.87rem; color: var(--muted); }
.findings { list-style: none; padding: 0; }
.findings li { border-left: 3px solid var(--assumed); padding: 2px 0 2px 12px; margin-bottom: 10px; overflow-wrap: anywhere; }
.level { font-weight: 600; color: var(--assumed); } .level.error { color: var(--limit); }
.map { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(420px, 100%), 1fr)); gap: 16px; margin: 12px 0 20px; }
.jurisdiction { border: 1.5px dashed var(--rule); border-radius: 8px; padding: 12px 16px 16px; }
.jurisdiction h3 { margin: 0 0 8px; }
.map ul { list-style: none; padding: 0; margin: 0; }
.regions { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(200px, 100%), 1fr)); gap: 12px; }
.region { background: var(--panel); border-radius: 6px; padding: 10px 12px; }
.cell { background: var(--page); border: 1px solid var(--rule); border-radius: 4px; padding: 8px 10px; margin-top: 8px; }
.chart { margin: 12px 0 20px; }
.chart svg { display: block; max-width: 100%; height: auto; }
figcaption { font-weight: 600; font-size: 0.9rem; }
.narrow { display: none; max-width: 480px; }
@media screen and (max-width: 720px) { td.text { white-space: normal; min-width: 18ch; } tbody th { white-space: normal; min-width: 11ch; } }
@media (max-width: 720px) { .wide { display: none; } .narrow { display: block; } .narrow svg { width: 100%; } }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: 2px 18px; padding: 0; margin: 4px 0 8px; font-size: 0.85rem; color: var(--muted); }
.legend:empty { display: none; }
.mark { display: inline-block; width: 12px; height: 12px; margin-right: 6px; background: var(--mark); vertical-align: -1px; }
.mark.line { height: 2px; width: 18px; vertical-align: 4px; }
.mark.tick { width: 3px; height: 14px; vertical-align: -2px; }
.mark.dot, .mark.ring { border-radius: 50%; }
.mark.ring { background: none; border: 2px solid var(--mark); }
.mark.diamond { background: none; border: 2px solid var(--mark); transform: rotate(45deg) scale(0.8); }
.explanations { margin-bottom: 8px; }
.explanations summary { cursor: pointer; font-weight: 600; padding: 4px 0; }
.explanations li { margin: 6px 0; overflow-wrap: anywhere; }
.explanations li:target { background: var(--notice); outline: 6px solid var(--notice); }
.explanations ul { padding-left: 20px; }
`;
