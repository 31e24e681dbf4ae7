/** Where the runbook of an alert can be read. */
export const runbookUrl = (baseUrl: string, alertId: string): string =>
  `${baseUrl.replace(/\/$/, '')}/${runbookFile(alertId)}`;

export const runbookFile = (alertId: string): string => `${alertId}.md`;

/** The alarm in the AWS console. */
export const alarmConsoleUrl = (region: string, alarmName: string): string =>
  `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#alarmsV2:alarm/${encodeURIComponent(alarmName)}`;

/** The list of all pages, where on-call also reads how to get ready. */
export const indexFile = 'README.md';

export const dashboardConsoleUrl = (region: string, dashboardName: string): string =>
  `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#dashboards/dashboard/${encodeURIComponent(dashboardName)}`;
