/** SQL files are bundled as their text. */
declare module '*.sql' {
  const sql: string;
  export default sql;
}

/** Pictures too. */
declare module '*.svg' {
  const svg: string;
  export default svg;
}

/** A program for browsers, bundled in one piece. */
declare module '*?script' {
  const code: string;
  export default code;
}

/** The SQL files of a folder, by their names without ending. */
declare module '*?sql-files' {
  const texts: Readonly<Record<string, string>>;
  export default texts;
}
