/** SQL files are bundled as their text. */
declare module '*.sql' {
  const sql: string;
  export default sql;
}
