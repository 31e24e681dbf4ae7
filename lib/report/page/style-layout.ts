/** The page and its text. */
export const layoutStyle = `* { box-sizing: border-box; }
html { scroll-behavior: auto; scroll-padding-top: 1rem; }
body { margin: 0; background: var(--page); color: var(--ink); line-height: 1.5; font-size: 15px;
  font-family: system-ui, -apple-system, "Segoe UI", "Open Sans", "Helvetica Neue", Arial, sans-serif; }
header, main, footer { max-width: 1120px; margin: 0 auto; padding: 0 20px; }
header { padding-top: 40px; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1.35rem; line-height: 1.3; margin: 0 0 12px; }
h3 { font-size: 1.05rem; margin: 28px 0 8px; }
p { margin: 0 0 12px; max-width: 75ch; }
a { color: var(--link); }
code { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: 0.9em; overflow-wrap: anywhere; }
section { border-top: 1px solid var(--line); padding: 28px 0 8px; margin-top: 28px; }
nav { margin: 16px 0; }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: 4px 20px; padding: 0; margin: 2px 0 14px; }
footer { border-top: 1px solid var(--line); margin-top: 40px; padding-top: 16px; padding-bottom: 40px; color: var(--muted); }
.kind { color: var(--muted); font-size: 0.8rem; letter-spacing: 0.04em; text-transform: uppercase; font-weight: 600; margin: 0; }
.source, .unit, .range, .note { color: var(--muted); }
.source, .note { font-size: 0.87rem; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 8px; top: 8px; background: var(--page); padding: 8px; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
`;
