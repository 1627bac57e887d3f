/** Rows of data in a workbook; a programme with more sends several workbooks. */
export const MOST_ROWS = 20_000;
