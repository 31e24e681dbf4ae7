/** On paper: light, no row or chart cut in two, explanations as the reader left them: all of them are dozens of pages. */
export const printStyle = `@page { margin: 14mm; }
@media print {
  :root { color-scheme: light; }
  nav, .skip { display: none; }
  body { font-size: 10pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  header, main, footer { max-width: none; padding: 0; }
  section { break-inside: auto; }
  h2, h3, figcaption, caption { break-after: avoid; }
  .chart, .card, .jurisdiction, tr { break-inside: avoid; }
  .cards { grid-template-columns: repeat(2, 1fr); }
  .scroll { overflow: visible; background: none; } .hint { display: none !important; }
  table { font-size: 8pt; width: 100%; }
  th, td { padding: 3px 4px; white-space: normal; }
  caption span { position: static; max-width: none; }
  .wide { display: block; } .narrow { display: none; }
}
`;
