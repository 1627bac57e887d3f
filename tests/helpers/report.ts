import { buildReport, type DemoWorkbook } from '../../pipeline/demo/build-report.ts';

let built: Promise<DemoWorkbook[]> | null = null;

/** The workbooks of the report, built once for all tests that a process runs. */
export function wholeReport(): Promise<DemoWorkbook[]> {
  built ??= buildReport();
  return built;
}
