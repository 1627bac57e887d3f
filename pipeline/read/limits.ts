/**
 * How much of a file the reader takes before it says no. Together they keep one file under 500 MB of memory and 5
 * seconds on a modest machine; the largest workbook of our own templates stays far below each.
 */
export const LIMITS = {
  /** Bytes of a file as received. */
  file: 40 << 20,
  /** Bytes of a file in one of the formats that another library reads. */
  otherFile: 28 << 20,
  /** Entries in the directory of a zip. */
  parts: 5_000,
  /** Bytes of one part of a zip, inflated. */
  part: 120 << 20,
  /** Bytes of all parts that are read, inflated. */
  inflated: 200 << 20,
  /** Bytes of all parts, inflated, of a file that another library reads. */
  otherInflated: 48 << 20,
  /** Sheets of a workbook. */
  sheets: 250,
  /** Cells with content. */
  cells: 2_000_000,
  /** Bytes of text, each different text counted once. */
  text: 32 << 20,
  /** Different texts, and shared ones whether different or not. */
  strings: 1_000_000,
  /** Bytes of a part that is not a sheet or the shared strings. */
  smallPart: 16 << 20,
  /** Merged ranges, tables and hidden columns of a sheet. */
  marks: 20_000,
  /** Milliseconds of computing for one file, before the reader gives up, and before its process is ended. */
  time: 4_000,
  cpu: 6_000,
  /** Bytes that a process that reads may take. */
  process: 520 << 20,
  /** Milliseconds after which a process that reads is given up, however busy the machine is. */
  patience: 300_000,
  /** Megabytes that another library may use for objects, and bytes by which the whole process may grow meanwhile. */
  otherHeap: 160,
  otherGrowth: 280 << 20,
} as const;

/** How much this process may have computed when reading gives up: the same on a busy machine as on one at rest. */
export type Deadline = number;

/** Milliseconds that this process has computed. */
export function computed(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

export const deadlineFromNow = (): Deadline => computed() + LIMITS.time;
