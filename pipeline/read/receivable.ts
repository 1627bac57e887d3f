/** Endings of files that may be submissions, or messages and archives that bring them. */
export const RECEIVABLE: ReadonlySet<string> = new Set([
  ...['.xlsx', '.xlsm', '.xls', '.xlsb', '.ods', '.csv', '.numbers', '.xltx', '.xltm'],
  // What workbooks come in.
  ...['.zip', '.eml', '.msg'],
]);
