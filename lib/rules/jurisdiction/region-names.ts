/** Matches AWS Regions of any partition in names, addresses and ARNs. */
const form =
  /(?<![a-z])(?:[a-z]{2}|us-gov|us-iso[bef]?|eu-isoe)-(?:north|south|east|west|central|northeast|northwest|southeast|southwest)-\d(?!\d)/g;

export const regionsIn = (text: string): string[] => text.match(form) ?? [];
